package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.ConnectionParameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The query of a database URL: connection parameters by their canonical names, and a user and password. */
final class UrlQuery {
    private static final List<String> LOGIN = List.of("user", "password");

    private final Map<String, String> values = new TreeMap<>();
    private final boolean plusIsSpace;
    private final Complaints complaints;

    private UrlQuery(boolean plusIsSpace, Complaints complaints) {
        this.plusIsSpace = plusIsSpace;
        this.complaints = complaints;
    }

    static UrlQuery parse(String query, boolean plusIsSpace, Complaints complaints) {
        UrlQuery parsed = new UrlQuery(plusIsSpace, complaints);
        List<String> pairs = List.of(query.split("&")).stream()
                .filter(each -> !each.isEmpty())
                .toList();
        if (pairs.stream().allMatch(UrlQuery::isPair)) {
            pairs.forEach(parsed::add);
        } else {
            complaints.add(
                    "has a query that is not name=value&name=value",
                    "percent-encode special characters in user, password and values: @ is %40, / is %2F, ? is %3F, & is"
                            + " %26");
        }
        return parsed;
    }

    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>(values);
        LOGIN.forEach(parameters::remove);
        return parameters;
    }

    Optional<String> user() {
        return Optional.ofNullable(values.get("user"));
    }

    Optional<String> password() {
        return Optional.ofNullable(values.get("password"));
    }

    /** A raw {@code @} means that what looks like a query is the tail of a password: then no name may be quoted. */
    private static boolean isPair(String text) {
        int equals = text.indexOf('=');
        return equals > 0 && (text.indexOf('@') < 0 || LOGIN.contains(text.substring(0, equals)));
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name =
                PercentEncoding.decode(pair.substring(0, equals), plusIsSpace).orElse("");
        Optional<String> value = PercentEncoding.decode(pair.substring(equals + 1), plusIsSpace);
        Optional<ConnectionParameter> parameter = ConnectionParameter.find(name);
        if (parameter.isEmpty() && !LOGIN.contains(name)) {
            refuse(name);
        } else if (value.isEmpty()) {
            complaints.add(
                    "has a parameter " + name + " that is not well percent-encoded",
                    "write % as %25, and no control characters");
        } else if (parameter.isEmpty()) {
            put(name, value.get());
        } else {
            add(parameter.get(), value.get());
        }
    }

    private void add(ConnectionParameter parameter, String value) {
        parameter
                .canonicalValue(value)
                .ifPresentOrElse(
                        canonical -> put(parameter.canonical(), canonical),
                        () -> complaints.add(
                                "has an unknown value for " + parameter.canonical(),
                                "write " + parameter.legalValues()));
    }

    private void put(String name, String value) {
        String earlier = values.put(name, value);
        if (earlier != null && !earlier.equals(value)) {
            complaints.add("gives " + name + " twice", "write it once");
        }
    }

    private void refuse(String name) {
        String quoted = name.matches("[A-Za-z_][A-Za-z0-9_]{0,39}") ? " " + name : "";
        complaints.add(
                "has a parameter" + quoted + " that is not allowed",
                "allowed are " + ConnectionParameter.allowed() + ", user and password");
    }
}
