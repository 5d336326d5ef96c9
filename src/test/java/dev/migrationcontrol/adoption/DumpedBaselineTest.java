package dev.migrationcontrol.adoption;

import static dev.migrationcontrol.Service.upgrade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.conversion.migration.Converting;
import dev.migrationcontrol.engine.BothRunners;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

/** A tree of which the first script is what pg_dump printed, data inline, as it is found most often. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class DumpedBaselineTest {
    private static final Path ROOT = ServiceUnderTest.SOURCES;
    private static final String SCHEMA = """
            CREATE TABLE public.note (
                id integer NOT NULL,
                body text,
                tags text[],
                raw bytea,
                facts jsonb,
                at timestamp with time zone DEFAULT now()
            );
            CREATE SEQUENCE public.note_id_seq AS integer START WITH 1;
            CREATE TABLE public.empty (id integer);
            """;

    /** Everything that a splitter of statements could take for something else. */
    private static final String ROWS = """
            INSERT INTO public.note VALUES
             (1, NULL, NULL, NULL, NULL, '2026-01-02 03:04:05+00'),
             (2, '', '{}', '', '{}', '2026-01-02 03:04:05+00'),
             (3, E'tab\\there\\nline; -- no comment', '{"a;b","it''s"}', '\\x00ff5c2e', '{"a": "b;\\\\n"}', NULL),
             (4, 'it''s ${user} and $$ and $tag$ and /* no', ARRAY['${x}', E'\\\\.'], NULL, '"\\\\."', NULL),
             (5, E'\\\\.', NULL, NULL, 'null', NULL),
             (6, E'\\\\N', ARRAY[NULL, 'NULL'], NULL, NULL, NULL),
             (7, 'Grüße, 東京; DROP TABLE note;', NULL, NULL, '{"é": 1}', NULL)""";

    private static final String FACTS = "SELECT n::text FROM note n ORDER BY id";

    /** What pg_dump would print of it; the rows are the server's own COPY. */
    private static String dump(String rows) {
        String source = TestServer.createDatabase();
        TestServer.execute(source, SCHEMA);
        TestServer.execute(source, rows);
        return """
                --
                -- PostgreSQL database dump
                --

                \\restrict Zk3vXc0Qm2
                SET statement_timeout = 0;
                SET client_encoding = 'UTF8';
                SET standard_conforming_strings = on;
                SELECT pg_catalog.set_config('search_path', '', false);
                SET check_function_bodies = false;
                SET row_security = off;

                """
                + SCHEMA + "\nCOPY public.note (id, body, tags, raw, facts, at) FROM stdin;\n" + copied(source)
                + "\\.\n\n\n--\n-- Data for Name: empty\n--\n\nCOPY public.empty (id) FROM stdin;\n\\.\n\n"
                + "SELECT pg_catalog.setval('public.note_id_seq', 7, true);\n\n"
                + "ALTER TABLE ONLY public.note\n    ADD CONSTRAINT note_pkey PRIMARY KEY (id);\n\n"
                + "\\unrestrict Zk3vXc0Qm2\n";
    }

    private static String copied(String database) {
        StringWriter text = new StringWriter();
        try (Connection connection = TestServer.connect(database)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (SELECT * FROM public.note ORDER BY id) TO STDOUT", text);
            return text.toString();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text, String encoding, boolean mark) {
        return ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(encoding));
    }

    private static void convert(String source, Path target) {
        byte[] archive = RestAssured.given()
                .accept("application/zip")
                .contentType(ContentType.JSON)
                .body("{\"sources\":[" + source + "]}")
                .post("/api/v1/conversions")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(target.resolve(entry.getName()), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> facts(String database) {
        return new TestEnvironment("facts", database, ROOT).query(FACTS);
    }

    @ParameterizedTest(name = "{0}, mark {1}, carriage returns {2}")
    @CsvSource({
        "UTF-8, false, false, ",
        "UTF-8, true, false, ",
        "UTF-8, false, true, ",
        "UTF-16LE, true, false, ",
        "UTF-16BE, true, true, ",
        "ISO-8859-1, false, false, ISO-8859-1"
    })
    void itsRowsAreTheSameByOurRunnerAndByStockFlyway(String encoding, boolean mark, boolean returns, String named)
            throws SQLException {
        String rows = encoding.startsWith("ISO") ? ROWS.replace("東京", "Köln") : ROWS;
        String dump = dump(rows);
        String folder = "dump-" + encoding + mark + returns;
        Converting.write(
                ROOT, folder + "/001_baseline.sql", bytes(returns ? dump.replace("\n", "\r\n") : dump, encoding, mark));
        Converting.write(ROOT, folder + "/002_more.sql", bytes("ALTER TABLE note ADD seen boolean;\n", encoding, mark));
        TestEnvironment environment = TestEnvironment.empty("dumps");
        String told = named == null ? "" : ",\"encoding\":\"" + named + "\"";
        convert("{\"directory\":\"" + folder + "\",\"system\":\"custom\"" + told + "}", environment.folder());
        upgrade(environment, "{}").succeeded().did("001", "002");

        String expected = TestServer.createDatabase();
        TestServer.execute(expected, SCHEMA);
        TestServer.execute(expected, rows + "; ALTER TABLE note ADD seen boolean");
        assertThat(facts(environment.database())).hasSize(7).isEqualTo(facts(expected));
        String stock = TestServer.createDatabase();
        new BothRunners(environment.folder()).upgradeByStock(stock);
        assertThat(facts(stock)).isEqualTo(facts(expected));
        assertThat(environment.query("SELECT last_value::text FROM note_id_seq"))
                .containsExactly("7");
    }

    /** The old runner was psql: what it loaded is compared, row by row, with what the converted script loads. */
    @Test
    void itIsAdoptedWhereItsRowsAreThereAndNotWhereOneIsLost() {
        Converting.write(ROOT, "dumped/001_baseline.sql", bytes(dump(ROWS), "UTF-8", false));
        OldProject project = OldProject.empty("dumps");
        convert("{\"directory\":\"dumped\",\"system\":\"custom\"}", project.environment.folder());
        project.environment.execute(SCHEMA);
        project.environment.execute(ROWS);
        project.environment.execute("ALTER TABLE ONLY note ADD CONSTRAINT note_pkey PRIMARY KEY (id);"
                + "CREATE TABLE schema_migrations (filename text PRIMARY KEY, applied_at timestamptz DEFAULT now());"
                + "INSERT INTO schema_migrations VALUES ('001_baseline.sql');"
                + "INSERT INTO note (id, body) VALUES (8, 'of the application'); DELETE FROM note WHERE id = 5");
        project.consolidate(ConsolidationMode.ADOPT)
                .failed("schema-differs")
                .with("result.proof.differences.object", List.of("public.note"))
                .with("result.proof.differences.actual", List.of("7, without (id)=(5)"))
                .with("result.proof.closingDatabase.proven", false);
        project.environment.execute("INSERT INTO note (id, body) VALUES (5, 'back')");
        project.consolidate(ConsolidationMode.ADOPT).succeeded().with("result.proof.verdict", "EXACT");
        assertThat(project.stockFlyway()).containsExactly("001 Success");
    }

    @Test
    void otherMetaCommandsAreRefusedByNameAndLine() {
        Converting.write(
                ROOT,
                "dump-meta/001_baseline.sql",
                "\\restrict x",
                "CREATE TABLE t (id int);",
                "COPY t FROM stdin;",
                "1",
                "\\.",
                "\\connect other",
                "\\unrestrict x");
        Service.post("/api/v1/conversions", "{\"sources\":[{\"directory\":\"dump-meta\",\"system\":\"custom\"}]}")
                .then()
                .statusCode(422)
                .body("detail", containsString("dump-meta/001_baseline.sql:6: The psql meta-command \\connect"));
    }
}
