package dev.migrationcontrol.sql;

import java.util.Collection;
import java.util.stream.Collectors;

/**
 * Names and values as SQL text. Queries are texts without parameters, because a pooler may serve them only through the
 * simple protocol.
 */
public final class SqlIdentifiers {
    private SqlIdentifiers() {}

    public static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** Means the same whatever {@code standard_conforming_strings} says. */
    public static String literal(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    public static String array(Collection<String> values) {
        return values.stream().map(SqlIdentifiers::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
    }
}
