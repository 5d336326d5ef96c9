package dev.migrationcontrol.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.proof.UndoProofsUnderTest;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossesTest {
    @TempDir
    Path folder;

    private static final History NO_HISTORY = new History(false, true, List.of(), List.of());

    private final TestControl control = TestControl.create();
    private final Losses losses = new Losses(new DatabaseConnections(), UndoProofsUnderTest.create(control));
    private Environment environment;

    @BeforeEach
    void target() {
        environment = new Environment(
                "test",
                TestServer.database(TestServer.createDatabase()),
                null,
                "TEST_DATABASE_URL",
                Policy.defaults(List.of("filesystem:" + folder)));
        execute("""
                CREATE TYPE mood AS ENUM ('sad', 'glad');
                CREATE TABLE a (id int PRIMARY KEY, b text, m mood, big bigint, twice int GENERATED ALWAYS AS (id * 2) STORED);
                INSERT INTO a SELECT n, CASE WHEN n > 2 THEN 'text ' || n END, 'glad', n * 1000000000::bigint
                  FROM generate_series(1, 5) n;
                CREATE TABLE keyless (a int, b text); INSERT INTO keyless VALUES (1, 'x'), (2, NULL);
                CREATE TABLE empty (id int);
                CREATE TABLE child (id int PRIMARY KEY, a int REFERENCES a); INSERT INTO child VALUES (1, 1), (2, 2);
                CREATE SCHEMA app; CREATE TABLE app."Odd.Name" (id int); INSERT INTO app."Odd.Name" VALUES (1);
                CREATE TABLE app.parted (id int) PARTITION BY RANGE (id);
                CREATE TABLE app.part PARTITION OF app.parted FOR VALUES FROM (0) TO (10); INSERT INTO app.parted VALUES (1), (2)""");
    }

    @AfterEach
    void close() {
        control.close();
    }

    @Test
    void rowsOfTablesAndValuesOfColumnsAreCounted() throws Exception {
        undo(2, "-- first\nALTER TABLE a DROP COLUMN b, DROP IF EXISTS gone;\nDROP TABLE child, empty;");
        assertThat(count())
                .containsExactly(
                        loss("U2__x.sql", 2, Loss.Cause.DROP_COLUMN, "public.a", "b", 3L, true),
                        loss("U2__x.sql", 3, Loss.Cause.DROP_TABLE, "public.child", null, 2L, true));
    }

    @Test
    void aColumnWithoutAKeyOfItsTableCannotBeArchived() throws Exception {
        undo(2, "ALTER TABLE keyless DROP b; ALTER TABLE child DROP id");
        assertThat(count())
                .extracting(Loss::name, Loss::archivable)
                .containsExactly(tuple("public.keyless.b", false), tuple("public.child.id", false));
    }

    @Test
    void whatGoesWithASchemaATypeOrAReferenceIsFound() throws Exception {
        undo(2, "TRUNCATE a CASCADE; DROP TYPE mood CASCADE; DROP SCHEMA app CASCADE");
        assertThat(count())
                .extracting(Loss::name)
                .containsExactly("public.a", "public.child", "app.Odd.Name", "app.parted");
        undo(2, "DROP TYPE mood CASCADE");
        assertThat(count()).extracting(Loss::name).containsExactly("public.a.m");
    }

    @Test
    void theConditionOfADeleteIsCounted() throws Exception {
        undo(2, """
                DELETE FROM a WHERE id > 3;
                DELETE FROM child x USING a WHERE a.id = x.a;
                DELETE FROM keyless;
                DELETE FROM empty;
                WITH gone AS (DELETE FROM app."Odd.Name" RETURNING *) SELECT * FROM gone""");
        assertThat(count())
                .extracting(Loss::name, Loss::rows, Loss::estimated)
                .containsExactly(
                        tuple("public.a", 2L, false),
                        tuple("public.child", 2L, true),
                        tuple("public.keyless", 2L, false),
                        tuple("app.Odd.Name", 1L, true));
    }

    @Test
    void valuesThatANewTypeCannotHoldAreCounted() throws Exception {
        undo(2, "ALTER TABLE a ALTER b TYPE varchar(5), ALTER COLUMN id SET DATA TYPE bigint");
        assertThat(count()).containsExactly(loss("U2__x.sql", 1, Loss.Cause.NARROW, "public.a", "b", 3L, true));
        undo(2, "ALTER TABLE a ALTER big TYPE int USING (big / 1000000000)::int");
        assertThat(count()).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("public.a.big");
            assertThat(each.rows()).isEqualTo(5);
            assertThat(each.estimated()).isTrue();
        });
    }

    @Test
    void namesThatAnEarlierUndoGivesAreFollowedAndNothingIsLostTwice() throws Exception {
        undo(3, "ALTER TABLE a RENAME TO was_a; ALTER TABLE was_a RENAME COLUMN b TO was_b; DROP TABLE child");
        undo(2, "ALTER TABLE was_a DROP was_b; DROP TABLE IF EXISTS child; DROP TABLE was_a");
        assertThat(count())
                .extracting(Loss::script, Loss::name)
                .containsExactly(
                        tuple("U3__x.sql", "public.child"),
                        tuple("U2__x.sql", "public.a.b"),
                        tuple("U2__x.sql", "public.a"));
    }

    @Test
    void theSearchPathOfTheScriptAndItsBlocksAreRead() throws Exception {
        execute("CREATE TABLE app.a (id int); INSERT INTO app.a VALUES (1)");
        undo(2, "SET search_path TO app, public;\nDROP TABLE a;\nDO $$ BEGIN DROP TABLE child; END $$");
        assertThat(count()).extracting(Loss::name).containsExactly("app.a", "public.child");
    }

    @Test
    void whatIsNotNamedIsRefusedAndATableNamesItsColumns() throws Exception {
        undo(2, "ALTER TABLE a DROP b; DROP TABLE child");
        assertThatThrownBy(() -> losses.require(
                        environment,
                        scripts(),
                        NO_HISTORY,
                        runs(),
                        new Losses.Accepted(List.of("public.child"), false)))
                .isInstanceOf(LossNotAccepted.class)
                .hasMessageContaining("public.a.b (3 values, by U2__x.sql, line 1)")
                .hasMessageNotContaining("child");
        losses.require(
                environment,
                scripts(),
                NO_HISTORY,
                runs(),
                new Losses.Accepted(List.of("public.child", "public.a"), false));
        losses.require(
                environment,
                scripts(),
                NO_HISTORY,
                runs(),
                new Losses.Accepted(List.of("public.child", "public.a.b"), false));
    }

    @Test
    void whatTheRoleMayNotReadIsUnknown() throws Exception {
        execute("DO $$ BEGIN CREATE ROLE loss_blind LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                + "REVOKE ALL ON a FROM PUBLIC");
        undo(2, "DROP TABLE a");
        Environment blind = new Environment(
                "test", environment.database().withUser("loss_blind"), null, "TEST_DATABASE_URL", environment.policy());
        assertThat(losses.count(blind, scripts(), NO_HISTORY, runs()))
                .singleElement()
                .satisfies(each -> assertThat(each.rows()).isNull());
    }

    @Test
    void whatABlockPutsTogetherIsKnownOnceItWasProven() throws Exception {
        String hidden = "DO $$ BEGIN EXECUTE 'DROP TA' || 'BLE child'; END $$";
        Files.writeString(folder.resolve("V2__x.sql"), "CREATE TABLE child (id int)");
        Files.writeString(folder.resolve("U2__x.sql"), hidden);
        assertThat(count()).isEmpty();
        History applied = new History(
                true,
                false,
                List.of(),
                List.of(row(scripts().scripts().migrations().get(0))));
        UndoProofsUnderTest.prove(control, environment, scripts(), applied);
        assertThat(losses.count(environment, scripts(), applied, runs()))
                .containsExactly(
                        new Loss("U2__x.sql", null, Loss.Cause.DROP_TABLE, "public.child", null, 2L, false, true));
    }

    private static HistoryRow row(Script script) {
        return new HistoryRow(
                1,
                script.version(),
                "x",
                script.type(),
                script.name(),
                script.checksum(),
                "x",
                Instant.EPOCH,
                Duration.ZERO,
                true);
    }

    private void undo(int version, String sql) throws Exception {
        Files.writeString(folder.resolve("V" + version + "__x.sql"), "SELECT 1");
        Files.writeString(folder.resolve("U" + version + "__x.sql"), sql);
    }

    private List<Loss> count() throws Exception {
        return losses.count(environment, scripts(), NO_HISTORY, runs());
    }

    private ResolvedScripts scripts() {
        return ScriptCatalog.readOnce(environment);
    }

    /** All undo scripts, the newest first. */
    private List<ScriptRun> runs() {
        List<Script> undos = new ArrayList<>(scripts().scripts().undos());
        undos.sort(Comparator.comparing(Script::requireVersion).reversed());
        return undos.stream()
                .map(undo -> ScriptRun.down(
                        undo,
                        new HistoryRow(
                                1, undo.version(), "x", "SQL", "V__x.sql", 1, "x", Instant.EPOCH, Duration.ZERO, true)))
                .toList();
    }

    private static Loss loss(
            String script, int line, Loss.Cause cause, String relation, String column, Long rows, boolean archivable) {
        return new Loss(script, line, cause, relation, column, rows, false, archivable);
    }

    private void execute(String sql) {
        TestServer.execute(environment.database().name(), sql);
    }
}
