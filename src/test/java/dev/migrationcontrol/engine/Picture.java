package dev.migrationcontrol.engine;

import dev.migrationcontrol.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Everything in a database that a migration could have changed, as lines of text that can be compared. */
final class Picture {
    private static final String USER_SCHEMA = "nspname !~ '^pg_' AND nspname <> 'information_schema'";

    private static final String CATALOGUE = """
            WITH n AS (SELECT oid, nspname FROM pg_namespace WHERE %s),
            r AS (SELECT c.*, format('%%s.%%s', nspname, relname) AS name
                    FROM pg_class c JOIN n ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c'))
            SELECT format('schema %%s owner %%s', nspname, pg_get_userbyid(nspowner))
              FROM n JOIN pg_namespace USING (oid, nspname)
            UNION ALL SELECT format('relation %%s %%s owner %%s options %%s comment %%s', name, relkind,
                   pg_get_userbyid(relowner), reloptions, obj_description(oid, 'pg_class')) FROM r
            UNION ALL SELECT format('column %%s.%%s %%s %%s notnull %%s default %%s identity %%s generated %%s comment %%s',
                   name, attnum, attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid),
                   attidentity, attgenerated, col_description(r.oid, attnum))
              FROM r JOIN pg_attribute ON attrelid = r.oid AND attnum > 0 AND NOT attisdropped
              LEFT JOIN pg_attrdef ON adrelid = r.oid AND adnum = attnum
            UNION ALL SELECT format('constraint %%s %%s %%s %%s', conrelid::regclass, conname, pg_get_constraintdef(c.oid),
                   convalidated) FROM pg_constraint c JOIN n ON n.oid = connamespace
            UNION ALL SELECT format('index %%s valid %%s ready %%s', pg_get_indexdef(indexrelid), indisvalid, indisready)
              FROM pg_index JOIN pg_class c ON c.oid = indexrelid JOIN n ON n.oid = c.relnamespace
            UNION ALL SELECT format('view %%s %%s', name, pg_get_viewdef(oid)) FROM r WHERE relkind IN ('v', 'm')
            UNION ALL SELECT format('sequence %%s %%s', s.sequencename, s) FROM pg_sequences s WHERE schemaname IN
                   (SELECT nspname FROM n)
            UNION ALL SELECT format('function %%s', pg_get_functiondef(p.oid)) FROM pg_proc p JOIN n ON n.oid = pronamespace
             WHERE prokind IN ('f', 'p')
            UNION ALL SELECT format('trigger %%s', pg_get_triggerdef(t.oid)) FROM pg_trigger t
              JOIN r ON r.oid = tgrelid WHERE NOT tgisinternal
            UNION ALL SELECT format('enum %%s %%s %%s', typname, enumlabel, enumsortorder)
              FROM pg_enum e JOIN pg_type t ON t.oid = enumtypid
            ORDER BY 1""".formatted(USER_SCHEMA);

    private Picture() {}

    /** Schema, rows and history. */
    static List<String> of(String database, Project project) {
        try (Connection connection = TestServer.connect(database)) {
            List<String> lines = new ArrayList<>(query(connection, CATALOGUE));
            for (String table : query(connection, tables(project))) {
                lines.add("rows of " + table + ": "
                        + query(connection, "SELECT t::text FROM " + table + " t ORDER BY 1"));
            }
            lines.addAll(history(connection, project));
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every column of the history but the time of the run and how long it took. */
    static List<String> history(String database, Project project) {
        try (Connection connection = TestServer.connect(database)) {
            return history(connection, project);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> query(String database, String sql) {
        try (Connection connection = TestServer.connect(database)) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> history(Connection connection, Project project) throws SQLException {
        String table = HistoryTable.quote(project.schemas.get(0)) + "." + HistoryTable.quote(project.historyTable);
        if (query(connection, "SELECT to_regclass('" + table + "')").contains("null")) {
            return List.of("no history");
        }
        return query(
                connection,
                "SELECT concat_ws(' | ', 'row', installed_rank, coalesce(version, 'null'), description, type, script,"
                        + " coalesce(checksum::text, 'null'), installed_by, success) FROM " + table
                        + " ORDER BY installed_rank");
    }

    private static String tables(Project project) {
        return "SELECT format('%I.%I', nspname, relname) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                + " WHERE relkind = 'r' AND " + USER_SCHEMA + " AND relname <> '" + project.historyTable
                + "' ORDER BY 1";
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(String.valueOf(result.getString(1)));
            }
            return lines;
        }
    }
}
