package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.List;

/**
 * What a GRANT is on.
 *
 * @param kind {@code table}, {@code all tables}, or another one
 */
record GrantObjects(String kind, List<ObjectName> names) {
    private static final List<String> OTHERS = List.of(
            "SEQUENCE",
            "ALL",
            "DATABASE",
            "DOMAIN",
            "FOREIGN",
            "FUNCTION",
            "PROCEDURE",
            "ROUTINE",
            "LANGUAGE",
            "LARGE",
            "PARAMETER",
            "SCHEMA",
            "TABLESPACE",
            "TYPE");

    /** @param on what is between ON and TO */
    static GrantObjects of(Tokens on, boolean membership) {
        Cursor cursor = new Cursor(on);
        if (membership) {
            return new GrantObjects("", List.of());
        }
        if (cursor.take("ALL", "TABLES", "IN", "SCHEMA")) {
            return new GrantObjects("all tables", cursor.names());
        }
        if (cursor.isAny(OTHERS.toArray(String[]::new)) && on.size() > 1 && !on.hasSymbol(1, ',')) {
            return new GrantObjects(cursor.word().toLowerCase(java.util.Locale.ROOT), List.of());
        }
        cursor.take("TABLE");
        return new GrantObjects("table", cursor.names());
    }
}
