package dev.migrationcontrol.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a script does to the session, the next one has the lock, the role and the settings of a new one. */
class SessionGuardTest {
    @TempDir
    private Path folder;

    private final String database = TestServer.createDatabase();
    private Project project;
    private Ours ours;

    @BeforeEach
    void beginAProject() {
        project = new Project(folder).write("V1__t.sql", "CREATE TABLE t (id int);");
        ours = new Ours(project, database);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT pg_advisory_unlock_all();",
                "SELECT pg_advisory_unlock(${key}), pg_advisory_unlock(${key});",
                "DO $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;",
                "DO $$ BEGIN EXECUTE 'select pg_advisory_un' || 'lock_all()'; END $$;",
                "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT pg_advisory_unlock_all()'; SELECT f();",
            })
    void takesBackAScriptThatLetsGoOfTheLock(String sql) {
        project.placeholders = java.util.Map.of(
                "key",
                Long.toString(new HistoryTable(project.environment(database).policy()).lockKey()));
        project.write("V2__u.sql", "CREATE TABLE u (id int);", sql);
        project.write("V3__v.sql", "CREATE TABLE v (id int);");
        RunFailure failure = ours.upgrade().requireFailure();
        assertThat(failure.reason()).isEqualTo(Reason.CHECK_FAILED);
        assertThat(failure.message()).contains("released the lock of the history");
        assertThat(error(failure).statement()).isEqualTo(sql.startsWith("CREATE") ? 3 : 2);
        assertThat(error(failure).line()).isEqualTo(2);
        assertThat(failure.effect()).isEqualTo("Everything that V2__u.sql did was rolled back.");
        assertThat(failure.mayPass()).isFalse();
        assertThat(tables()).containsExactly("flyway_schema_history", "t");
        assertThat(history()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DISCARD ALL;", "SELECT pg_advisory_unlock_all();", "CALL p();"})
    void takesTheLockAgainAfterAScriptOutsideOfATransaction(String sql) {
        project.write(
                "V1__t.sql",
                "CREATE PROCEDURE p() LANGUAGE plpgsql AS",
                "  'BEGIN PERFORM pg_catalog.pg_advisory_unlock_all(); COMMIT; END';");
        project.write("V2__d.sql", sql).write("V2__d.sql.conf", "executeInTransaction=false");
        project.write(
                "V3__l.sql",
                "CREATE TABLE l AS SELECT count(*) AS held FROM pg_locks",
                " WHERE locktype = 'advisory' AND pid = pg_backend_pid();");
        assertThat(ours.upgrade().ran()).hasSize(3);
        assertThat(Picture.query(database, "SELECT held FROM l")).containsExactly("1");
    }

    @Test
    void stopsWhenAnotherRunnerTookTheLockMeanwhile() throws Exception {
        project.write("V2__d.sql", "CREATE TABLE d (id int);", "DISCARD ALL;", "SELECT pg_sleep(3), 'discarded';");
        project.write("V2__d.sql.conf", "executeInTransaction=false");
        project.write("V3__e.sql", "CREATE TABLE e (id int);");
        long key = new HistoryTable(project.environment(database).policy()).lockKey();
        CompletableFuture<Ending> run = CompletableFuture.supplyAsync(ours::upgrade);
        Awaitility.await()
                .pollInSameThread()
                .until(() -> !Picture.query(
                                database,
                                "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%discarded%' AND state = 'active' AND datname = '"
                                        + database + "' AND pid <> pg_backend_pid()")
                        .isEmpty());
        try (var other = TestServer.connect(database);
                var statement = other.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + key + ")");
            RunFailure failure = run.get().requireFailure();
            assertThat(failure.reason()).isEqualTo(Reason.LOCK_UNAVAILABLE);
            assertThat(error(failure).statement()).isEqualTo(2);
            assertThat(failure.effect()).contains("Statements 1 to 3 stay").contains("no row");
        }
        assertThat(tables()).containsExactly("d", "flyway_schema_history", "t");
        assertThat(history()).hasSize(1);
    }

    @Test
    void givesEachScriptASessionOfItsOwn() {
        TestServer.execute(
                database,
                "DO $$ BEGIN CREATE ROLE guest_role; EXCEPTION WHEN duplicate_object THEN END $$;"
                        + " GRANT ALL ON SCHEMA public TO guest_role");
        List<String> spoiling = List.of(
                "SET session_replication_role = replica;",
                "SET SESSION AUTHORIZATION guest_role;",
                "SET ROLE guest_role; SET search_path = pg_catalog;",
                "SET standard_conforming_strings = off;",
                "SET row_security = off; SET check_function_bodies = off;",
                "SET default_transaction_isolation = serializable; SET default_transaction_read_only = on;",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY;",
                "SET TimeZone = 'Asia/Tokyo'; SET IntervalStyle = 'iso_8601'; SET extra_float_digits = 0;",
                "SET lock_timeout = 7; SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0;",
                "SET client_min_messages = debug5; SET application_name = 'else';",
                "PREPARE q AS SELECT 1; CREATE TEMP TABLE t (x int); CREATE TEMP TABLE tmp (x int);",
                "DECLARE c CURSOR WITH HOLD FOR SELECT 1; LISTEN told;",
                "SELECT set_config('search_path', '', false);",
                "SET LOCAL work_mem = '1MB'; SET app.tenant = 'one';",
                "CREATE TEMP TABLE flyway_schema_history (x int); DECLARE d CURSOR WITH HOLD FOR SELECT * FROM flyway_schema_history;");
        project.write("V2__first.sql", state("first"));
        int version = 3;
        for (String each : spoiling) {
            project.write("V" + version++ + "__spoil.sql", each);
            project.write("V" + version++ + "__see.sql", state("s" + version));
            project.write("V" + version + "__outside.sql", each);
            project.write("V" + version++ + "__outside.sql.conf", "executeInTransaction=false");
            project.write("V" + version++ + "__see.sql", state("s" + version));
        }
        Ending ending = ours.upgrade();
        assertThat(ending.failure()).isNull();
        assertThat(Picture.query(database, "SELECT DISTINCT state FROM public.seen"))
                .hasSize(1);
        assertThat(Picture.query(database, "SELECT count(*) FROM public.seen")).containsExactly("31");
    }

    /** What a script finds, as a row; a custom setting, once made, stays as an empty one. */
    private static String state(String name) {
        return "CREATE TABLE IF NOT EXISTS seen (name text, state text);\n"
                + "INSERT INTO seen SELECT '" + name + "', pg_catalog.jsonb_build_object("
                + "'user', current_user, 'session', session_user, 'schemas', current_schemas(false),"
                + " 'prepared', (SELECT count(*) FROM pg_prepared_statements WHERE from_sql),"
                + " 'cursors', (SELECT count(*) FROM pg_cursors WHERE is_holdable),"
                + " 'channels', (SELECT count(*) FROM pg_listening_channels()),"
                + " 'temporary', (SELECT count(*) FROM pg_class WHERE relpersistence = 't'),"
                + " 'iso', current_setting('transaction_isolation'), 'tenant', coalesce(current_setting('app.tenant', true), ''),"
                + " 'settings', (SELECT jsonb_object_agg(name, setting) FROM pg_settings"
                + "   WHERE context IN ('user', 'superuser') AND name NOT LIKE 'transaction%'))::text;";
    }

    @Test
    void checksWhatIsDeferredAsTheScriptsOwnRole() {
        project.write(
                "V2__c.sql",
                "CREATE TABLE seen (path text, role text);",
                "CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN",
                "  INSERT INTO public.seen VALUES (current_setting('search_path'), current_setting('app.who'));",
                "  RETURN NULL; END $$;",
                "CREATE CONSTRAINT TRIGGER see AFTER INSERT ON t DEFERRABLE INITIALLY DEFERRED",
                "  FOR EACH ROW EXECUTE FUNCTION see();");
        project.write(
                "V3__i.sql", "SET search_path = 'app';", "SET app.who = 'script';", "INSERT INTO public.t VALUES (1);");
        assertThat(ours.upgrade().failure()).isNull();
        assertThat(Picture.query(database, "SELECT path || ' ' || role FROM seen"))
                .containsExactly("app script");
    }

    @Test
    void isNotFooledByFunctionsOfTheSameName() {
        TestServer.execute(database, "ALTER DATABASE " + database + " SET search_path = public, pg_catalog");
        String body = " LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''shadow''; END';";
        project.write(
                "V2__s.sql",
                "CREATE FUNCTION public.set_config(text, text, bool) RETURNS text" + body,
                "CREATE FUNCTION public.current_setting(text) RETURNS text" + body,
                "CREATE FUNCTION public.pg_advisory_unlock(bigint) RETURNS bool" + body,
                "CREATE FUNCTION public.pg_try_advisory_lock(bigint) RETURNS bool" + body,
                "CREATE FUNCTION public.pg_backend_pid() RETURNS int" + body,
                "CREATE FUNCTION public.to_regclass(text) RETURNS regclass" + body,
                "CREATE FUNCTION public.now() RETURNS timestamptz" + body,
                "CREATE FUNCTION public.concat(text, int) RETURNS text" + body,
                "CREATE FUNCTION public.current_database() RETURNS name" + body);
        project.write("V3__v.sql", "SET search_path = public, pg_catalog;", "CREATE TABLE v (id int);");
        assertThat(ours.upgrade().failure()).isNull();
        project.write("V4__v.sql", "CREATE TABLE w (id int);");
        assertThat(ours.upgrade().failure()).isNull();
    }

    private List<String> tables() {
        return Picture.query(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
    }

    private List<String> history() {
        return Picture.history(database, project);
    }

    private static ServerError error(RunFailure failure) {
        return Objects.requireNonNull(failure.error());
    }
}
