package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a script makes the server send takes no memory, however much it is. */
class SmallHeapTest {
    private static final String ROWS = "SELECT g, repeat('x', 500) FROM generate_series(1, 150000) g;";

    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();

    @Test
    void keepsNothingOfWhatTheServerSends() throws Exception {
        Project project = new Project(folder)
                .write("V1__rows.sql", "CREATE SEQUENCE s;", ROWS, "SELECT nextval('s') FROM generate_series(1, 1000);")
                .write("V2__outside.sql", ROWS, "VALUES (1), (2);", "EXPLAIN SELECT 1;", "SHOW ALL;", "TABLE pg_proc;")
                .write("V2__outside.sql.conf", "executeInTransaction=false")
                .write("V3__one_value.sql", "SELECT repeat('x', 100000000);", "SELECT repeat('y', 100000000), 1;")
                .write(
                        "V4__notices.sql",
                        "DO $$ BEGIN FOR i IN 1..100000 LOOP RAISE NOTICE 'row % %', i, repeat('x', 300); END LOOP; END $$;",
                        "DO $$ BEGIN RAISE WARNING '%', repeat('x', 100000000); END $$;")
                .write(
                        "V5__told.sql",
                        "LISTEN told;",
                        "COMMIT;",
                        "SELECT pg_notify('told', repeat('x', 700) || g) FROM generate_series(1, 80000) g;")
                .write(
                        "V6__returning.sql",
                        "CREATE TABLE t (id int, v text);",
                        "INSERT INTO t SELECT g, repeat('x', 500) FROM generate_series(1, 110000) g RETURNING *;",
                        "DECLARE c CURSOR FOR SELECT * FROM t;",
                        "FETCH ALL FROM c;",
                        "PREPARE q AS SELECT * FROM t;",
                        "EXECUTE q;")
                .write(
                        "V7__copy.sql",
                        "CREATE TABLE c (id int);",
                        "CREATE FUNCTION n() RETURNS trigger LANGUAGE plpgsql AS",
                        "  $$ BEGIN FOR i IN 1..40000 LOOP RAISE NOTICE '%', repeat('x', 1500); END LOOP; RETURN NEW; END $$;",
                        "CREATE TRIGGER n BEFORE INSERT ON c FOR EACH ROW EXECUTE FUNCTION n();",
                        "COPY c FROM stdin;",
                        "1",
                        "2",
                        "\\.")
                .write("V8__large.sql", "SELECT length('" + "ж".repeat(780_000) + "');"); // the most for this heap
        assertThat(run()).isEqualTo("succeeded true, notices 400 and 179601 more");
        assertThat(Picture.query(database, "SELECT last_value FROM s")).containsExactly("1000");
        assertThat(Picture.query(database, "SELECT count(*) FROM t")).containsExactly("110000");
        assertThat(Picture.history(database, project)).hasSize(8);
    }

    @Test
    void cutsAnErrorThatIsLargerThanTheHeap() throws Exception {
        new Project(folder).write("V1__e.sql", "DO $$ BEGIN RAISE EXCEPTION '%', repeat('x', 100000000); END $$;");
        String said = run();
        assertThat(said).startsWith("succeeded false, notices 0 and 0 more, message of ");
        assertThat(Integer.parseInt(said.substring(said.lastIndexOf(' ') + 1))).isBetween(4_000, 5_000);
    }

    private String run() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx48m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Dtest.postgres.port=" + TestServer.port(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        folder.toString(),
                        database)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip().lines().reduce((first, second) -> second).orElse("");
    }
}
