package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.sql.Tokens;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The tables that a statement names, itself or by an index, in the order of their names in it; quoted, with their schema. */
final class WatchedTables {
    private static final int MOST = 500;

    private static final String NAMES = """
            SELECT t.relname, pg_catalog.format('%%I.%%I', n.nspname, t.relname) FROM pg_catalog.pg_class t
              JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
             WHERE t.relkind IN ('r', 'p') AND t.oid >= %1$d
            UNION ALL SELECT i.relname, pg_catalog.format('%%I.%%I', n.nspname, t.relname) FROM pg_catalog.pg_index x
              JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
              JOIN pg_catalog.pg_class t ON t.oid = x.indrelid AND t.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
             WHERE t.oid >= %1$d AND n.nspname !~ '^pg_toast'""".formatted(KnownRelations.FIRST_OID);

    private WatchedTables() {}

    /** All tables where it names none. */
    static List<String> of(String sql, Connection reader) throws SQLException {
        List<String> words = words(sql);
        Set<String> all = new LinkedHashSet<>();
        List<Named> named = new ArrayList<>();
        try (Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery(NAMES)) {
            while (row.next()) {
                all.add(row.getString(2));
                int at = words.indexOf(row.getString(1).toLowerCase(Locale.ROOT));
                if (at >= 0) {
                    named.add(new Named(at, row.getString(2)));
                }
            }
        }
        List<String> found = named.stream()
                .sorted((one, two) -> Integer.compare(one.at(), two.at()))
                .map(Named::table)
                .distinct()
                .toList();
        return (found.isEmpty() ? all.stream() : found.stream()).limit(MOST).toList();
    }

    private record Named(int at, String table) {}

    private static List<String> words(String sql) {
        Tokens tokens = Tokens.of(sql);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            words.add(tokens.value(i).toLowerCase(Locale.ROOT));
        }
        return words;
    }
}
