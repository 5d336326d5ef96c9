package dev.migrationcontrol.statement;

import java.util.List;
import java.util.Locale;

/** The kinds of objects that statements name. */
final class Kinds {
    /** Longer ones before those that they begin with. */
    private static final List<String[]> ALL = List.of(
                    "MATERIALIZED VIEW",
                    "FOREIGN TABLE",
                    "FOREIGN DATA WRAPPER",
                    "TABLE",
                    "VIEW",
                    "INDEX",
                    "SEQUENCE",
                    "COLUMN",
                    "CONSTRAINT",
                    "SCHEMA",
                    "DATABASE",
                    "TYPE",
                    "DOMAIN",
                    "FUNCTION",
                    "PROCEDURE",
                    "ROUTINE",
                    "AGGREGATE",
                    "EVENT TRIGGER",
                    "TRIGGER",
                    "POLICY",
                    "RULE",
                    "EXTENSION",
                    "ROLE",
                    "USER MAPPING",
                    "USER",
                    "GROUP",
                    "OPERATOR CLASS",
                    "OPERATOR FAMILY",
                    "OPERATOR",
                    "PUBLICATION",
                    "SUBSCRIPTION",
                    "COLLATION",
                    "CONVERSION",
                    "STATISTICS",
                    "SERVER",
                    "CAST",
                    "TRANSFORM",
                    "TABLESPACE",
                    "LANGUAGE",
                    "ACCESS METHOD",
                    "TEXT SEARCH CONFIGURATION",
                    "TEXT SEARCH DICTIONARY",
                    "TEXT SEARCH PARSER",
                    "TEXT SEARCH TEMPLATE",
                    "DEFAULT PRIVILEGES",
                    "LARGE OBJECT",
                    "SYSTEM",
                    "OWNED")
            .stream()
            .map(kind -> kind.split(" "))
            .toList();

    private Kinds() {}

    /** The kind that is here, in lower case; empty where none is. */
    static String take(Cursor cursor) {
        cursor.take("PROCEDURAL");
        for (String[] words : ALL) {
            if (cursor.take(words)) {
                return String.join(" ", words).toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
