package dev.migrationcontrol.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The migrations of random walks: each makes one object, takes a moment, and leaves a line in a log that no undo takes back,
 * so that what ran twice is seen. One of them builds its index outside of a transaction.
 */
public final class WalkScripts {
    public static final int LATEST = 6;
    /** The version that runs outside of a transaction. */
    static final int OUTSIDE = 4;

    private WalkScripts() {}

    public static void write(Path folder) {
        for (int n = 1; n <= LATEST; n++) {
            String moment = "SELECT pg_sleep(random() * 0.15);\n";
            if (n == OUTSIDE) {
                write(folder, "V4__index.sql", "CREATE INDEX CONCURRENTLY w3_id ON w3 (id);\n");
                write(folder, "U4__index.sql", "DROP INDEX w3_id;\n" + log(4, "down"));
            } else {
                String name = n + "__table.sql";
                write(folder, "V" + name, "CREATE TABLE w" + n + " (id int);\n" + moment + log(n, "up"));
                write(folder, "U" + name, "DROP TABLE w" + n + ";\n" + moment + log(n, "down"));
            }
        }
    }

    /** Makes a database that the scripts can run in. */
    public static void prepare(BreakableServer server, String database) {
        server.createDatabase(database);
        server.execute(
                database,
                "CREATE SCHEMA log; CREATE TABLE log.run (id bigserial PRIMARY KEY, version int, direction text)");
    }

    private static String log(int version, String direction) {
        return "INSERT INTO log.run (version, direction) VALUES (" + version + ", '" + direction + "');\n";
    }

    private static void write(Path folder, String file, String sql) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
