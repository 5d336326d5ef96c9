package dev.migrationcontrol.sql;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kind of an object, as CREATE, ALTER and DROP say it.
 *
 * @param name in lower case
 * @param end the place after it
 */
record ObjectKind(String name, int end) {
    /** Those of several words before those that begin with the same one. */
    private static final List<String[]> KINDS = List.of(
                    "MATERIALIZED VIEW",
                    "FOREIGN DATA WRAPPER",
                    "FOREIGN TABLE",
                    "TABLE",
                    "VIEW",
                    "TYPE",
                    "EXTENSION",
                    "SCHEMA",
                    "SEQUENCE",
                    "INDEX",
                    "FUNCTION",
                    "PROCEDURE",
                    "ROUTINE",
                    "AGGREGATE",
                    "EVENT TRIGGER",
                    "TRIGGER",
                    "POLICY",
                    "RULE",
                    "ROLE",
                    "USER MAPPING",
                    "USER",
                    "GROUP",
                    "DOMAIN",
                    "DATABASE",
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
                    "PROCEDURAL LANGUAGE",
                    "ACCESS METHOD",
                    "TEXT SEARCH CONFIGURATION",
                    "TEXT SEARCH DICTIONARY",
                    "TEXT SEARCH PARSER",
                    "TEXT SEARCH TEMPLATE")
            .stream()
            .map(kind -> kind.split(" "))
            .toList();

    private static final Map<String, String> SHORT =
            Map.of("foreign table", "table", "procedural language", "language");

    static @Nullable ObjectKind at(Tokens tokens, int at) {
        for (String[] words : KINDS) {
            if (tokens.has(at, words)) {
                String name = String.join(" ", words).toLowerCase(Locale.ROOT);
                return new ObjectKind(SHORT.getOrDefault(name, name), at + words.length);
            }
        }
        return null;
    }

    /** Whether it belongs to a table that the statement names after ON. */
    boolean isOnTable() {
        return name.equals("trigger") || name.equals("policy") || name.equals("index") || name.equals("rule");
    }
}
