package dev.migrationcontrol.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What a database holds, without its history: all kinds of objects and every row. pg_dump refuses newer servers. */
final class Dump {
    private static final String CATALOGUE = read();
    private static final String TABLES = "SELECT format('%I.%I', nspname, relname) FROM pg_class c"
            + " JOIN pg_namespace n ON n.oid = relnamespace WHERE relkind IN ('r', 'm') AND nspname !~ '^pg_'"
            + " AND nspname <> 'information_schema' AND relname <> 'flyway_schema_history' ORDER BY 1";

    private Dump() {}

    static List<String> of(String database) {
        List<String> lines = new ArrayList<>(Picture.query(database, CATALOGUE));
        for (String table : Picture.query(database, TABLES)) {
            lines.add("rows of " + table + ": "
                    + Picture.query(database, "SELECT t::text FROM " + table + " t ORDER BY 1"));
        }
        return lines;
    }

    private static String read() {
        try (InputStream file = Objects.requireNonNull(Dump.class.getResourceAsStream("/dump.sql"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
