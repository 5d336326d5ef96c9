package dev.migrationcontrol.environment.database;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The only connection parameters that a database URL may carry. Everything else that the driver understands is refused:
 * some of it loads classes or writes files ({@code socketFactory}, {@code loggerFile}), some redirects the connection
 * ({@code PGHOST}, {@code service}).
 */
public enum ConnectionParameter {
    SSLMODE("sslmode", "sslmode", "ssl", "disable|allow|prefer|require|verify-ca|verify-full"),
    SSLROOTCERT("sslrootcert", "sslrootcert", "", Values.ANY),
    SSLCERT("sslcert", "sslcert", "", Values.ANY),
    SSLKEY("sslkey", "sslkey", "", Values.ANY),
    CHANNEL_BINDING("channel_binding", "channelBinding", "channelBinding", "disable|prefer|require"),
    OPTIONS("options", "options", "", Values.OPTIONS),
    APPLICATION_NAME("application_name", "ApplicationName", "ApplicationName", Values.ANY),
    SEARCH_PATH("search_path", "currentSchema", "currentSchema", Values.ANY),
    CONNECT_TIMEOUT("connect_timeout", "connectTimeout", "connectTimeout", Values.SECONDS),
    TARGET_SESSION_ATTRS(
            "target_session_attrs",
            "targetServerType",
            "targetServerType",
            "any|read-write|read-only|primary|standby|prefer-standby");

    /** Spellings of other clients for the values above; pgjdbc's {@code ssl=true} verifies the host. */
    private static final Map<String, String> VALUE_ALIASES = Map.of(
            "sslmode=true", "verify-full",
            "sslmode=false", "prefer",
            "target_session_attrs=master", "primary",
            "target_session_attrs=secondary", "standby",
            "target_session_attrs=slave", "standby",
            "target_session_attrs=preferSecondary", "prefer-standby",
            "target_session_attrs=preferSlave", "prefer-standby");

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "read-write",
            "primary",
            "read-only",
            "secondary",
            "standby",
            "secondary",
            "prefer-standby",
            "preferSecondary");

    private final String canonical;
    private final String driverName;
    private final String alias;
    private final String values;

    ConnectionParameter(String canonical, String driverName, String alias, String values) {
        this.canonical = canonical;
        this.driverName = driverName;
        this.alias = alias;
        this.values = values;
    }

    public static Optional<ConnectionParameter> find(String spelling) {
        return Arrays.stream(values())
                .filter(each -> !spelling.isEmpty())
                .filter(each -> each.canonical.equals(spelling) || each.alias.equals(spelling))
                .findFirst();
    }

    public static String allowed() {
        return Arrays.stream(values()).map(ConnectionParameter::canonical).collect(Collectors.joining(", "));
    }

    public String canonical() {
        return canonical;
    }

    String driverName() {
        return driverName;
    }

    /** The value as libpq spells it, or nothing where it is not a legal one. */
    public Optional<String> canonicalValue(String value) {
        String spelled = VALUE_ALIASES.getOrDefault(canonical + "=" + value, value);
        return spelled.matches(values) ? Optional.of(spelled) : Optional.empty();
    }

    String driverValue(String value) {
        return this == TARGET_SESSION_ATTRS ? SERVER_TYPES.getOrDefault(value, value) : value;
    }

    /** What may be written, for a message. */
    public String legalValues() {
        return switch (values) {
            case Values.ANY -> "a value";
            case Values.SECONDS -> "a number of seconds";
            case Values.OPTIONS -> "settings as in -c name=value, and no backslash at the end";
            default -> values.replace("|", ", ");
        };
    }

    private static final class Values {
        static final String ANY = ".+";
        static final String SECONDS = "[0-9]{1,4}";

        /** A backslash at the end would swallow what the service appends. */
        static final String OPTIONS = "(?:[^\\\\]|\\\\.)++";
    }
}
