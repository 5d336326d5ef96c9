package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A database URL in any spelling that tools for PostgreSQL use: libpq, Heroku, JDBC, SQLAlchemy. */
final class DatabaseUrl {
    static final String SHAPE = "postgresql://user:password@host:5432/database";

    private static final String SCHEME = "(?<scheme>jdbc:postgresql|postgres(?:ql)?(?:\\+[a-z0-9_]+)?)://";
    private static final Pattern KNOWN_SCHEME = Pattern.compile(SCHEME + ".*", Pattern.CASE_INSENSITIVE);

    /** The last {@code @} before the path ends the login; one after it was meant to be part of a password. */
    private static final Pattern URL = Pattern.compile(
            SCHEME + "(?:(?<login>[^/?#]*)@)?(?<hosts>[^/?#@]*)(?:/(?<name>[^/?#@]*))?(?:\\?(?<query>[^#]*))?",
            Pattern.CASE_INSENSITIVE);

    private final Matcher parts;
    private final Complaints complaints;

    private DatabaseUrl(Matcher parts, Complaints complaints) {
        this.parts = parts;
        this.complaints = complaints;
    }

    /** The database; nothing after any complaint. */
    static Optional<Database> parse(String text, Complaints complaints) {
        String url = text.strip();
        Matcher parts = URL.matcher(url);
        if (parts.matches()) {
            return new DatabaseUrl(parts, complaints).database();
        }
        if (KNOWN_SCHEME.matcher(url).matches()) {
            complaints.add(
                    "is not a well-formed URL",
                    "write " + SHAPE + " and percent-encode special characters in user and password: @ is %40, / is"
                            + " %2F, ? is %3F, # is %23, % is %25");
        } else {
            complaints.add(
                    "does not begin with a PostgreSQL scheme",
                    "write " + SHAPE + " without quotation marks; postgres://, jdbc:postgresql:// and"
                            + " postgresql+driver:// are read, too");
        }
        return Optional.empty();
    }

    private Optional<Database> database() {
        List<HostPort> hosts = HostList.parse(parts.group("hosts"), complaints);
        String name = decoded("name", parts.group("name"), complaints);
        if (name != null && name.isBlank()) {
            complaints.add("has no database name", "write " + SHAPE);
        }
        if (name != null && Identifier.isTooLong(name)) {
            complaints.add(
                    "has a database name of more than " + Identifier.MOST_BYTES + " bytes",
                    "write the name that the server has: it cut a longer one");
        }
        UrlQuery query =
                UrlQuery.parse(Objects.requireNonNullElse(parts.group("query"), ""), plusIsSpace(), complaints);
        String[] login = Objects.requireNonNullElse(parts.group("login"), "").split(":", 2);
        String user = once("user", login[0], query.user(), complaints);
        String password = once("password", login.length < 2 ? "" : login[1], query.password(), complaints);
        if (!complaints.none() || name == null) {
            return Optional.empty();
        }
        return Optional.of(
                new Database(hosts, name, user, password == null ? null : new Secret<>(password), query.parameters()));
    }

    /** JDBC and SQLAlchemy read a plus in the query as a space, libpq does not. */
    private boolean plusIsSpace() {
        String scheme = parts.group("scheme");
        return scheme.startsWith("jdbc:") || scheme.contains("+");
    }

    private static @Nullable String once(String what, String raw, Optional<String> queried, Complaints complaints) {
        String login = decoded(what, raw, complaints);
        if (login == null || login.isEmpty()) {
            return queried.filter(each -> !each.isEmpty()).orElse(null);
        }
        if (queried.isPresent() && !queried.get().equals(login)) {
            complaints.add("gives the " + what + " twice", "write it either before the @ or in the query");
        }
        return login;
    }

    private static @Nullable String decoded(String what, @Nullable String raw, Complaints complaints) {
        Optional<String> decoded = PercentEncoding.decode(Objects.requireNonNullElse(raw, ""), false);
        if (decoded.isEmpty()) {
            complaints.add(
                    "has a " + what + " that is not well percent-encoded", "write % as %25, and no control characters");
        }
        return decoded.orElse(null);
    }
}
