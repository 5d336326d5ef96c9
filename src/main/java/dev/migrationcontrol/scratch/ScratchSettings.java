package dev.migrationcontrol.scratch;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** What a scratch database takes over from the environment's own database: encoding, locale and settings. */
record ScratchSettings(String options, List<String> assignments) {
    private static final String OPTIONS = """
            SELECT ' TEMPLATE template0 ENCODING ' || quote_literal(pg_encoding_to_char(encoding))
                   || ' LC_COLLATE ' || quote_literal(datcollate) || ' LC_CTYPE ' || quote_literal(datctype)
                   || CASE datlocprovider WHEN 'i' THEN ' LOCALE_PROVIDER icu ICU_LOCALE ' || quote_literal(
                          coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale'))
                      WHEN 'b' THEN ' LOCALE_PROVIDER builtin BUILTIN_LOCALE ' || quote_literal(to_jsonb(d)->>'datlocale')
                      ELSE ' LOCALE_PROVIDER libc' END
              FROM pg_database d WHERE datname = current_database()""";

    /** Of those that hold names, PostgreSQL stores a list with its quotes; others are one value. */
    private static final String SETTINGS = """
            SELECT quote_ident(name) || ' TO '
                   || CASE WHEN lower(name) IN ('search_path', 'temp_tablespaces', 'session_preload_libraries',
                               'local_preload_libraries', 'shared_preload_libraries', 'unix_socket_directories')
                      THEN coalesce((SELECT string_agg(quote_literal(coalesce(replace(part[1], '""', '"'), part[2])), ', ')
                                       FROM regexp_matches(value, '"((?:[^"]|"")*)"|([^",[:space:]]+)', 'g') part), '''''')
                      ELSE quote_literal(value) END
              FROM pg_db_role_setting s, unnest(setconfig) c (entry),
                   LATERAL (SELECT split_part(entry, '=', 1), substr(entry, strpos(entry, '=') + 1)) e (name, value)
             WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND name NOT LIKE '%.%'""";

    static ScratchSettings of(Connection connection) throws SQLException {
        return new ScratchSettings(query(connection, OPTIONS).get(0), query(connection, SETTINGS));
    }

    /** Statements that give a database the settings. */
    List<String> settings(String database) {
        return assignments.stream()
                .map(each -> "ALTER DATABASE " + database + " SET " + each)
                .toList();
    }

    private static List<String> query(Connection connection, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
