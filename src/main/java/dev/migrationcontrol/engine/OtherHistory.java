package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Policy;

/**
 * The SQL that finds a history in the schemas of the session's own search path, where stock Flyway keeps it when nobody
 * says in which schema it is.
 */
public final class OtherHistory {
    private static final String SQL = """
            (SELECT n.nspname::text
               FROM pg_catalog.regexp_split_to_table((SELECT s.reset_val FROM pg_catalog.pg_settings s
                      WHERE s.name = 'search_path'), '\\s*,\\s*') WITH ORDINALITY AS p (name, place)
               JOIN pg_catalog.pg_namespace n ON n.nspname = CASE
                      WHEN p.name IN ('"$user"', '$user') THEN current_user
                      WHEN p.name LIKE '"%%' THEN pg_catalog.replace(pg_catalog.btrim(p.name, '"'), '""', '"')
                      ELSE pg_catalog.lower(p.name) END
               JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = %s AND c.relkind IN ('r', 'p')
              WHERE n.nspname <> %s AND EXISTS (SELECT FROM pg_catalog.pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attname = 'installed_rank' AND NOT a.attisdropped)
              ORDER BY p.place LIMIT 1)""";

    private OtherHistory() {}

    /** An expression: the schema of that history, or null. Null, too, where someone chose the schemas of the environment. */
    public static String schema(Policy policy) {
        return policy.schemasAreSaid()
                ? "NULL::text"
                : SQL.formatted(literal(policy.historyTable()), literal(policy.defaultSchema()));
    }

    /** Means the same whatever {@code standard_conforming_strings} says. */
    private static String literal(String value) {
        return "E'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
