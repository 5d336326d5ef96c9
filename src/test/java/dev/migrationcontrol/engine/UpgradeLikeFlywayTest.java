package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our runner leaves what stock Flyway leaves, kind of script by kind of script. */
class UpgradeLikeFlywayTest {
    @TempDir
    private Path folder;

    private Project project;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void runsTheSample(boolean transactionalLock) throws IOException {
        try (var files = Files.list(Path.of("deploy/sample/migrations"))) {
            for (Path file : files.toList()) {
                project.write(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        boolean concurrent = Files.readString(folder.resolve("V8__index_document_titles.sql"))
                .toUpperCase(java.util.Locale.ROOT)
                .contains("CONCURRENTLY");
        Twins twins = new Twins(project, transactionalLock && !concurrent);
        twins.upgrade("3");
        assertThat(twins.upgrade().ran()).contains("V10__create_document_overview.sql");
        assertThat(twins.upgrade().ran()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTextsAsTheyCome(boolean transactionalLock) {
        project.write("V1__plain.sql", "CREATE TABLE a (id int);");
        project.write("V2__bom.sql", "\uFEFFCREATE TABLE b (id int);");
        project.write(
                "V3__crlf.sql", "-- first\r\nCREATE TABLE c (\r\n  id int\r\n);\r\nINSERT INTO c VALUES (1);\r\n");
        project.write("V4__empty.sql", "");
        project.write("V5__comments.sql", "-- nothing\n/* at all */\n");
        project.write("V6__no_semicolon.sql", "CREATE TABLE d (t text)");
        project.write(
                "V7__bodies.sql",
                "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $body$",
                "BEGIN PERFORM 1; RETURN 'a;b' || $$;$$; END $body$;",
                "DO $$ BEGIN INSERT INTO d VALUES ('done;'); END $$;",
                "CREATE FUNCTION g() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; SELECT 2; END;");
        project.write(
                "V8__copy.sql",
                "COPY d (t) FROM stdin;",
                "one",
                "two; \\t three",
                "\\N",
                "\\.",
                "INSERT INTO d VALUES ('x');");
        project.write("V9__quotes.sql", "INSERT INTO d VALUES (E'it\\'s; ''fine'''), ('--no comment');");
        project.write("V10__" + "long_".repeat(44) + "description.sql", "INSERT INTO d VALUES ('long');");
        project.write("V11__ümläut.sql", "COMMENT ON TABLE d IS 'Grüße 🐘';");
        Twins twins = new Twins(project, transactionalLock);
        assertThat(twins.upgrade().ran()).hasSize(11);
        assertThat(twins.upgrade().succeeded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void comesBackToTheRoleAndPathThatScriptsChange(boolean transactionalLock) {
        Twins twins = new Twins(project, transactionalLock);
        twins.execute("DO $$ BEGIN CREATE ROLE script_role; EXCEPTION WHEN duplicate_object THEN END $$;"
                + " CREATE SCHEMA other; GRANT CREATE, USAGE ON SCHEMA other TO script_role");
        twins.execute("CREATE SCHEMA main");
        project.schemas = List.of("main");
        project.write("V1__path.sql", "SET search_path = other;", "CREATE TABLE in_other (id int);");
        project.write(
                "V2__role.sql", "CREATE TABLE in_main (id int);", "SET ROLE script_role;", "CREATE TABLE other.x ();");
        project.write("V3__local.sql", "SET LOCAL search_path = other;", "CREATE TABLE in_other_too (id int);");
        project.write("V4__empty_path.sql", "SELECT pg_catalog.set_config('search_path', '', false);");
        project.write(
                "V5__limits.sql", "SET lock_timeout = 0;", "SET statement_timeout = 1;", "SET statement_timeout = 0;");
        project.write("V6__after.sql", "CREATE TABLE after_all (id int);");
        project.write("R__role.sql", "SET ROLE script_role;");
        project.write("R__z.sql", "CREATE OR REPLACE VIEW v AS SELECT * FROM after_all;");
        assertThat(twins.upgrade().succeeded()).isTrue();
    }

    @Test
    void keepsTheRoleOfScriptsOutsideOfATransactionFromTheHistory() {
        Twins twins = new Twins(project, false);
        twins.execute("DO $$ BEGIN CREATE ROLE script_role; EXCEPTION WHEN duplicate_object THEN END $$;");
        project.write("V1__role.sql", "CREATE TABLE t (id int);", "SET ROLE script_role;");
        project.write("V1__role.sql.conf", "executeInTransaction=false");
        assertThat(twins.upgrade().succeeded()).isTrue();
        project.write("V2__role.sql", "SET ROLE script_role;", "SELECT 1 / 0;");
        project.write("V2__role.sql.conf", "executeInTransaction=false");
        assertThat(twins.upgrade().failure()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void letsScriptsEndTheTransactionThemselves(boolean transactionalLock) {
        project.write("V1__inside.sql", "CREATE TABLE a (id int);", "COMMIT;", "BEGIN;", "CREATE TABLE b (id int);");
        project.write("V2__whole.sql", "BEGIN;", "CREATE TABLE c (id int);", "COMMIT;");
        project.write(
                "V3__savepoint.sql", "CREATE TABLE d (id int);", "SAVEPOINT s;", "DROP TABLE d;", "ROLLBACK TO s;");
        project.write("V4__chain.sql", "CREATE TABLE e (id int);", "COMMIT AND CHAIN;", "CREATE TABLE f (id int);");
        project.write("V5__nothing.sql", "ROLLBACK;", "CREATE TABLE g (id int);");
        project.write("V6__next.sql", "CREATE TABLE h (id int);");
        assertThat(new Twins(project, transactionalLock).upgrade().ran()).hasSize(6);
    }

    @Test
    void runsWhatCannotRunInATransaction() {
        project.write("V1__tables.sql", "CREATE TABLE t (id int, v text);", "CREATE TYPE mood AS ENUM ('sad');");
        project.write("V2__index.sql", "CREATE INDEX CONCURRENTLY t_v ON t (v);");
        project.write("V3__label.sql", "ALTER TYPE mood ADD VALUE 'happy';", "COMMENT ON TYPE mood IS 'moods';");
        project.write("V3__label.sql.conf", "executeInTransaction=false");
        project.write("V4__use.sql", "ALTER TABLE t ADD m mood DEFAULT 'happy';");
        project.write("V5__vacuum.sql", "VACUUM t;");
        project.write("V6__drop.sql", "DROP INDEX CONCURRENTLY t_v;");
        project.write("V7__reindex.sql", "REINDEX (CONCURRENTLY) TABLE t;");
        project.write("V7__reindex.sql.conf", "executeInTransaction=false");
        project.write("V8__label.sql", "ALTER TYPE mood ADD VALUE 'glad';");
        project.write("R__index.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS t_id ON t (id);");
        assertThat(new Twins(project, false).upgrade().ran()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void mixesOnlyWithLeave(boolean mixed) {
        project.mixed = mixed;
        project.write("V1__first.sql", "CREATE TABLE t (id int);");
        project.write("V2__both.sql", "CREATE TABLE u (id int);", "CREATE INDEX CONCURRENTLY u_id ON u (id);");
        assertThat(new Twins(project, false).upgrade().succeeded()).isEqualTo(mixed);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void createsTheSchemasAndItsOwnTable(boolean transactionalLock) {
        project.schemas = List.of("Main App", "second", "public");
        project.historyTable = "Schema Versions";
        project.placeholders = Map.of("word", "it's", "type", "text");
        project.write("V1__t.sql", "CREATE TABLE t (v ${type} DEFAULT $$${word}$$);");
        project.write(
                "V2__u.sql", "CREATE TABLE second.u AS SELECT '${flyway:defaultSchema}' AS s, '${flyway:table}' AS h;");
        project.write("V3__who.sql", "INSERT INTO second.u VALUES ('${flyway:user}', '${flyway:filename}');");
        Twins twins = new Twins(project, transactionalLock);
        assertThat(twins.upgrade().ran()).hasSize(3);
        project.schemas = List.of("Main App", "second", "public", "third", "fourth");
        assertThat(twins.upgrade().succeeded()).isTrue();
    }

    @Test
    void makesAHistoryEvenOfNothing() {
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().succeeded()).isTrue();
        assertThat(Picture.history(twins.ours, project)).isEmpty();
        project.write("V1__t.sql", "CREATE TABLE t (id int);");
        assertThat(twins.upgrade().ran()).hasSize(1);
    }

    @Test
    void goesOnWhereOnlyTheMarkerOfANewSchemaHidesOldObjects() {
        project.schemas = List.of("fresh", "public");
        project.write("V1__t.sql", "CREATE TABLE t (id int);");
        Twins twins = new Twins(project, false).execute("CREATE TABLE public.old (id int)");
        assertThat(twins.upgrade().ran()).hasSize(1);
    }

    @Test
    void ordersVersionsOfEveryShape() {
        for (String version : List.of("1", "1_1", "1.10", "1.2", "3.6.0.1", "20240101120000", "007", "8.0")) {
            project.write("V" + version + "__v.sql", "CREATE TABLE \"t" + version + "\" (id int);");
        }
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade("3.6.0.1").ran()).hasSize(5);
        assertThat(twins.upgrade().ran()).containsExactly("V007__v.sql", "V8.0__v.sql", "V20240101120000__v.sql");
    }

    @Test
    void runsRepeatablesAgainWhenTheirTextOrTheirPlaceholdersChange() {
        project.placeholders = Map.of("answer", "41");
        project.write("R__b.sql", "CREATE OR REPLACE FUNCTION b() RETURNS int LANGUAGE sql AS 'SELECT ${answer}';");
        project.write("R__a.sql", "CREATE OR REPLACE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1';");
        Twins twins = new Twins(project, false);
        assertThat(twins.upgrade().ran()).containsExactly("R__a.sql", "R__b.sql");
        project.placeholders = Map.of("answer", "42");
        assertThat(twins.upgrade().ran()).containsExactly("R__b.sql");
        project.write("R__a.sql", "CREATE OR REPLACE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 2';");
        project.write("V1__t.sql", "CREATE TABLE t (id int);");
        assertThat(twins.upgrade().ran()).containsExactly("V1__t.sql", "R__a.sql");
        project.write("R__a.sql", "CREATE OR REPLACE FUNCTION a() RETURNS int LANGUAGE sql AS 'SELECT 1';");
        assertThat(twins.upgrade().ran()).containsExactly("R__a.sql");
    }

    @Test
    void heedsItsConfFiles() {
        project.write("V1__t.sql", "CREATE TABLE t (id int);");
        project.write("V2__raw.sql", "COMMENT ON TABLE t IS '${nothing}';");
        project.write("V2__raw.sql.conf", "placeholderReplacement=false");
        assertThat(new Twins(project, false).upgrade().ran()).hasSize(2);
    }

    @Test
    void leavesTheFormerLineEndsToTheChecksum() {
        project.write("V1__t.sql", "CREATE TABLE t (id int);\n");
        Twins twins = new Twins(project, false);
        twins.upgrade();
        project.write("V1__t.sql", "\uFEFFCREATE TABLE t (id int);\r\n".getBytes(StandardCharsets.UTF_8));
        assertThat(twins.upgrade().succeeded()).isTrue();
    }
}
