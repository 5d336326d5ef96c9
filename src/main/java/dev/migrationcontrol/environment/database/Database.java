package dev.migrationcontrol.environment.database;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is and how to log on to it.
 *
 * @param hosts tried in this order
 * @param user as it was at the start
 * @param password as it was at the start
 * @param parameters allowed connection parameters by their libpq names, for example {@code sslmode} or {@code search_path}
 * @param source where the login comes from, as long as the service runs; null where it is the one of the start
 */
public record Database(
        List<HostPort> hosts,
        String name,
        @Nullable String user,
        @Nullable Secret<String> password,
        Map<String, String> parameters,
        @JsonIgnore @Nullable LoginSource source) {

    public Database(
            List<HostPort> hosts,
            String name,
            @Nullable String user,
            @Nullable Secret<String> password,
            Map<String, String> parameters) {
        this(hosts, name, user, password, parameters, null);
    }

    public Database {
        hosts = List.copyOf(hosts);
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        if (hosts.isEmpty() || name.isBlank()) {
            throw new IllegalArgumentException("a database needs a host and a name");
        }
        parameters.keySet().forEach(Database::requireAllowed);
    }

    /** The driver's URL without user and password; nothing in it can choose a driver property that is not allowed. */
    public String jdbcUrl() {
        String addresses = hosts.stream().map(HostPort::toString).collect(Collectors.joining(","));
        String query = parameters.entrySet().stream()
                .map(each -> driverParameter(each.getKey(), each.getValue()))
                .collect(Collectors.joining("&"));
        return "jdbc:postgresql://" + addresses + "/" + encode(name) + (query.isEmpty() ? "" : "?" + query);
    }

    /**
     * The login as it is now. May block for a moment.
     *
     * @throws SQLException when its source has none
     */
    public Login login() throws SQLException {
        return source == null ? new Login(user, password) : source.login();
    }

    /** {@code host:port/name} for people and logs. */
    public String display() {
        return hosts.stream().map(HostPort::toString).collect(Collectors.joining(",")) + "/" + name;
    }

    /** Whether both name one database on one server, as far as their spelling shows; no name is looked up. */
    public boolean sameDatabaseAs(Database other) {
        return name.equals(other.name)
                && hosts.stream().anyMatch(host -> other.hosts.stream().anyMatch(host::sameServerAs));
    }

    /** Another database on the same server, for the same user. */
    public Database withName(String other) {
        return new Database(hosts, other, user, password, parameters, source);
    }

    /** The same, with a login that comes from this source. */
    public Database withSource(LoginSource from) {
        return new Database(hosts, name, user, password, parameters, from);
    }

    /** Whether the other one has the same hosts and the same name. */
    public boolean isWhere(Database other) {
        return hosts.equals(other.hosts) && name.equals(other.name);
    }

    public Database withUser(String other) {
        return new Database(hosts, name, other, password, parameters);
    }

    public Database withParameters(Map<String, String> changed) {
        return new Database(hosts, name, user, password, changed, source);
    }

    private static ConnectionParameter requireAllowed(String parameter) {
        return ConnectionParameter.find(parameter)
                .filter(found -> found.canonical().equals(parameter))
                .orElseThrow(() -> new IllegalArgumentException("not an allowed connection parameter: " + parameter));
    }

    private static String driverParameter(String parameter, String value) {
        ConnectionParameter allowed = requireAllowed(parameter);
        return allowed.driverName() + "=" + encode(allowed.driverValue(value));
    }

    /** As pgjdbc decodes it, which takes {@code +} for a space. */
    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
