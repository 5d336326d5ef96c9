package dev.migrationcontrol.fault;

import dev.migrationcontrol.cluster.BreakableServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * Migrations that wait, each in its second statement, until the test opens their gate; the last of them while it is being
 * committed, by a deferred trigger.
 */
final class Gates {
    static final int STEPS = 4;
    /** The step that waits in its commit. */
    static final int COMMIT = 4;

    private static final String WAIT =
            "WHILE NOT EXISTS (SELECT FROM gates.gate WHERE n = %d) LOOP PERFORM pg_sleep(0.02); END LOOP;";

    private final BreakableServer server;
    private final String database;

    Gates(BreakableServer server, String database) {
        this.server = server;
        this.database = database;
        server.createDatabase(database);
        server.execute(database, "CREATE SCHEMA gates; CREATE TABLE gates.gate (n int)");
    }

    /** Writes the scripts; {@code U} scripts wait at the gate of the version's negative. */
    public static void write(Path folder) {
        for (int n = 1; n <= STEPS; n++) {
            String wait = "DO $$ BEGIN " + WAIT.formatted(n) + " END $$;\n";
            write(folder, "V" + n + "__step.sql", n == COMMIT ? commit(n) : table(n, "a") + wait + table(n, "b"));
            write(
                    folder,
                    "U" + n + "__step.sql",
                    "DROP TABLE t" + n + "b;\n" + wait.formatted(n).replace("n = " + n, "n = -" + n) + "DROP TABLE t"
                            + n + "a;\n");
        }
    }

    private static String table(int n, String part) {
        return "CREATE TABLE t" + n + part + " (id int);\n";
    }

    private static String commit(int n) {
        return table(n, "a") + table(n, "b")
                + "CREATE FUNCTION late() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                + WAIT.formatted(n) + " RETURN NULL; END $$;\n"
                + "CREATE CONSTRAINT TRIGGER late AFTER INSERT ON t" + n + "a DEFERRABLE INITIALLY DEFERRED"
                + " FOR EACH ROW EXECUTE FUNCTION late();\n"
                + "INSERT INTO t" + n + "a VALUES (1);\n";
    }

    public static void write(Path folder, String file, String sql) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void open(int... gates) {
        for (int gate : gates) {
            server.execute(database, "INSERT INTO gates.gate VALUES (" + gate + ")");
        }
    }

    void openAll() {
        open(1, 2, 3, 4, -1, -2, -3, -4);
    }

    /** Waits until a session of the service waits at a gate, or in a commit, and returns its process. */
    long awaitSomeoneAt() {
        return Awaitility.await("someone at the gate")
                .atMost(Duration.ofSeconds(60))
                .until(this::sleepers, sleepers -> !sleepers.isEmpty())
                .stream()
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    List<String> sleepers() {
        return server.query(
                database,
                "SELECT pid FROM pg_stat_activity WHERE datname = '" + database + "' AND wait_event = 'PgSleep'"
                        + " AND application_name LIKE 'migration-control/%'");
    }

    List<String> history() {
        return server.query(
                database,
                "SELECT concat_ws(' ', type, version, CASE WHEN NOT success THEN 'failed' END)"
                        + " FROM flyway_schema_history ORDER BY installed_rank");
    }

    List<String> tables() {
        return server.query(
                database,
                "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " AND relname LIKE 't_%' ORDER BY 1");
    }
}
