package dev.migrationcontrol.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Enum types that have to lose labels, or get them in another order. PostgreSQL only adds labels (seen in 15 to 18), so the
 * type is made anew, and the columns of the old one get the new one with the values that they have. Where that does not run,
 * the type stays as it is: dropping it would drop its columns, with all values.
 */
final class EnumReplacement {
    private static final String OLD = "migration_control_old_";

    private static final String ENUMS = """
            SELECT t.oid, quote_ident(n.nspname) AS schema, quote_ident(t.typname) AS name, n.nspname || '.' || t.typname AS plain,
                   array_agg(e.enumlabel::text ORDER BY e.enumsortorder) AS labels
              FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
              JOIN pg_catalog.pg_enum e ON e.enumtypid = t.oid
             WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_type'::regclass
                   AND d.objid = t.oid AND d.deptype = 'e')
             GROUP BY 1, 2, 3, 4""";

    /** What stands against the other type of a column, the last that depends on others first; the model makes it again. */
    private static final String DEPENDENT = """
            WITH RECURSIVE types AS (SELECT t.oid FROM pg_catalog.pg_type t WHERE t.oid = ?
                     UNION ALL SELECT a.oid FROM pg_catalog.pg_type a WHERE a.typelem = ? AND a.typcategory = 'A'),
              dependent AS (SELECT d.classid, d.objid FROM pg_catalog.pg_depend d
                     WHERE d.refclassid = 'pg_catalog.pg_type'::regclass AND d.refobjid IN (SELECT oid FROM types)
                     UNION SELECT d.classid, d.objid FROM pg_catalog.pg_attribute a
                      JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = a.attrelid
                       AND d.refobjsubid = a.attnum
                     WHERE a.atttypid IN (SELECT oid FROM types) AND d.classid = 'pg_catalog.pg_rewrite'::regclass),
              views AS (SELECT r.ev_class AS oid, 1 AS depth FROM dependent JOIN pg_catalog.pg_rewrite r ON r.oid = objid
                     WHERE classid = 'pg_catalog.pg_rewrite'::regclass
                     UNION SELECT r.ev_class, v.depth + 1 FROM views v
                      JOIN pg_catalog.pg_depend d ON d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = v.oid
                       AND d.classid = 'pg_catalog.pg_rewrite'::regclass
                      JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid AND r.ev_class <> v.oid WHERE v.depth < 100)
            SELECT format('DROP %s %s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END, c.oid::regclass) AS sql,
                   -max(depth) AS place
              FROM views JOIN pg_catalog.pg_class c USING (oid) WHERE c.relkind IN ('v', 'm') GROUP BY c.relkind, c.oid
            UNION ALL SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname), 1
              FROM dependent JOIN pg_catalog.pg_constraint k ON k.oid = objid
             WHERE classid = 'pg_catalog.pg_constraint'::regclass AND k.contype = 'c' AND k.conrelid <> 0 AND k.coninhcount = 0
            UNION ALL SELECT format('DROP INDEX %s', c.oid::regclass), 2
              FROM dependent JOIN pg_catalog.pg_class c ON c.oid = objid
             WHERE classid = 'pg_catalog.pg_class'::regclass AND c.relkind IN ('i', 'I') AND NOT c.relispartition
            UNION ALL SELECT format('DROP POLICY %I ON %s', p.polname, p.polrelid::regclass), 3
              FROM dependent JOIN pg_catalog.pg_policy p ON p.oid = objid WHERE classid = 'pg_catalog.pg_policy'::regclass
             ORDER BY place, sql""";

    private static final String COLUMNS = """
            SELECT a.attrelid::regclass::text AS relation, quote_ident(a.attname) AS name, a.atttypid <> t.oid AS listed,
                   a.atthasdef AS defaulted
              FROM pg_catalog.pg_type t JOIN pg_catalog.pg_attribute a ON a.atttypid IN (t.oid, t.typarray)
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
             WHERE t.oid = ? AND c.relkind IN ('r', 'p', 'f') AND NOT a.attisdropped AND a.attinhcount = 0 ORDER BY 1, 2""";

    private final Connection scratch;
    private final List<String> done = new ArrayList<>();
    private final Map<String, String> kept = new TreeMap<>();

    private EnumReplacement(Connection scratch) {
        this.scratch = scratch;
    }

    private record Type(long oid, String schema, String name, String plain, List<String> labels) {
        /** Whether labels can be added to make it the other one. */
        boolean growsTo(Type other) {
            List<String> common = new ArrayList<>(other.labels());
            common.retainAll(labels);
            return common.equals(labels);
        }
    }

    /**
     * What came of it.
     *
     * @param done the statements that were run, in their order
     * @param kept the types that keep their labels, as {@code schema.type}, unquoted, with the reason
     */
    record Outcome(List<String> done, Map<String, String> kept) {}

    /**
     * Makes anew what needs it.
     *
     * @param scratch the database that is changed
     * @param goal what it should become like
     * @param tries whether it is tried at all, or everything that needs it keeps its labels
     */
    static Outcome on(Connection scratch, Connection goal, boolean tries) throws SQLException {
        EnumReplacement replacement = new EnumReplacement(scratch);
        Map<String, Type> wanted = types(goal);
        for (Type type : types(scratch).values()) {
            Type other = wanted.get(type.plain());
            if (other != null && !type.growsTo(other)) {
                String obstacle = tries ? replacement.replace(type, other) : "Nothing is made anew here.";
                if (obstacle != null) {
                    replacement.kept.put(type.plain(), obstacle);
                }
            }
        }
        return new Outcome(List.copyOf(replacement.done), Map.copyOf(replacement.kept));
    }

    private static Map<String, Type> types(Connection on) throws SQLException {
        Map<String, Type> types = new TreeMap<>();
        try (Statement statement = on.createStatement();
                ResultSet row = statement.executeQuery(ENUMS)) {
            while (row.next()) {
                List<String> labels = List.of((String[]) row.getArray("labels").getArray());
                Type type = new Type(
                        row.getLong("oid"),
                        row.getString("schema"),
                        row.getString("name"),
                        row.getString("plain"),
                        labels);
                types.put(type.plain(), type);
            }
        }
        return types;
    }

    /** @return why it is not possible; null where it was done */
    private @Nullable String replace(Type type, Type wanted) throws SQLException {
        List<String> statements = statements(type, wanted);
        scratch.setAutoCommit(false);
        try (Statement statement = scratch.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
            scratch.commit();
            done.addAll(statements);
            return null;
        } catch (SQLException e) {
            scratch.rollback();
            return String.valueOf(e.getMessage());
        } finally {
            scratch.setAutoCommit(true);
        }
    }

    private List<String> statements(Type type, Type wanted) throws SQLException {
        List<String> all = new ArrayList<>();
        try (PreparedStatement statement = scratch.prepareStatement(DEPENDENT)) {
            statement.setLong(1, type.oid());
            statement.setLong(2, type.oid());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    all.add(row.getString("sql"));
                }
            }
        }
        String whole = type.schema() + "." + type.name();
        String old = OLD + (type.oid() % 1_000_000);
        List<String> columns = columns(type, whole);
        columns.stream().filter(each -> each.endsWith(" DROP DEFAULT")).forEach(all::add);
        all.add("ALTER TYPE " + whole + " RENAME TO " + old);
        all.add("CREATE TYPE " + whole + " AS ENUM (" + quoted(wanted.labels()) + ")");
        columns.stream().filter(each -> !each.endsWith(" DROP DEFAULT")).forEach(all::add);
        all.add("DROP TYPE " + type.schema() + "." + old);
        return all;
    }

    private List<String> columns(Type type, String whole) throws SQLException {
        List<String> all = new ArrayList<>();
        try (PreparedStatement statement = scratch.prepareStatement(COLUMNS)) {
            statement.setLong(1, type.oid());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String column = row.getString("name");
                    String alter = "ALTER TABLE " + row.getString("relation") + " ALTER COLUMN " + column;
                    String list = row.getBoolean("listed") ? "[]" : "";
                    if (row.getBoolean("defaulted")) {
                        all.add(alter + " DROP DEFAULT");
                    }
                    all.add(alter + " TYPE " + whole + list + " USING " + column + "::text" + list + "::" + whole
                            + list);
                }
            }
        }
        return all;
    }

    private static String quoted(List<String> labels) {
        return labels.stream().map(each -> "'" + each.replace("'", "''") + "'").collect(Collectors.joining(", "));
    }
}
