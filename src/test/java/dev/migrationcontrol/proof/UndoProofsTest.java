package dev.migrationcontrol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.script.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UndoProofsTest {
    private static final String SLEEPING =
            "SELECT 1 FROM pg_stat_activity WHERE datname LIKE 'mc_scratch_%'" + " AND query LIKE '%pg_sleep(60)%'";

    @TempDir
    Path folder;

    private ProvenProject project;

    @BeforeEach
    void empty() {
        project = new ProvenProject(folder);
    }

    @AfterEach
    void nothingStays() {
        project.close();
        assertThat(ProvenProject.scratchDatabases()).isEmpty();
    }

    @Test
    void whatIsBroughtBackIsExact() throws Exception {
        project.version(1, "CREATE TABLE a (id int PRIMARY KEY, b text)", "DROP TABLE a");
        project.version(2, "ALTER TABLE a ADD c text DEFAULT 'x'; CREATE INDEX i ON a (c)", "ALTER TABLE a DROP c");
        assertThat(project.prove()).allSatisfy(each -> {
            assertThat(each.verdict()).isEqualTo(UndoVerdict.EXACT);
            assertThat(each.differences()).isEmpty();
            assertThat(each.upAgain().verdict()).isEqualTo(UndoVerdict.EXACT);
            assertThat(each.provenAt()).isNotNull();
        });
        assertThat(project.tried).containsExactly("1", "2");
    }

    @Test
    void theOrderOfColumnsAloneIsEquivalentAlsoWithRows() throws Exception {
        project.version(1, "CREATE TABLE a (id int PRIMARY KEY, b text DEFAULT 'x', c text)", "DROP TABLE a");
        project.script("V2__rows.sql", "INSERT INTO a VALUES (1, 'x', 'z')");
        project.version(3, "ALTER TABLE a DROP b", "ALTER TABLE a ADD b text DEFAULT 'x'");
        assertThat(project.prove())
                .extracting(UndoProof::verdict)
                .containsExactly(UndoVerdict.EXACT, UndoVerdict.MISSING, UndoVerdict.EQUIVALENT);
    }

    @Test
    void whatIsLeftIsListedAndIsNoDifferenceOfLaterVersions() throws Exception {
        project.version(1, "CREATE TABLE a (id int); CREATE TYPE mood AS ENUM ('sad')", "DROP TABLE a");
        project.version(2, "CREATE TABLE b (id int)", "DROP TABLE b");
        List<UndoProof> proofs = project.prove();
        assertThat(proofs).extracting(UndoProof::verdict).containsExactly(UndoVerdict.DIFFERENT, UndoVerdict.EXACT);
        assertThat(proofs.get(0).differences())
                .singleElement()
                .isEqualTo(new Difference("public.mood", "enum", "existence", "there", null));
        assertThat(proofs.get(0).upAgain().verdict()).isEqualTo(UndoVerdict.DOES_NOT_RUN);
        assertThat(proofs.get(0).upAgain().failure().message()).contains("mood");
    }

    @Test
    void anUndoThatDoesNotRunHasItsLine() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a;\n\nDROP INDEX gone;");
        project.version(2, "CREATE TABLE b (id int)", "DROP TABLE b");
        List<UndoProof> proofs = project.prove();
        assertThat(proofs.get(0).verdict()).isEqualTo(UndoVerdict.DOES_NOT_RUN);
        assertThat(proofs.get(0).failure().line()).isEqualTo(3);
        assertThat(proofs.get(0).failure().step()).isEqualTo("U1__x.sql");
        assertThat(proofs.get(1).verdict()).isEqualTo(UndoVerdict.EXACT);
    }

    @Test
    void rowsThatEarlierScriptsMadeCount() throws Exception {
        project.version(
                1,
                "CREATE TABLE a (id int PRIMARY KEY, b text); INSERT INTO a VALUES (1, 'x'), (2, 'y')",
                "DROP TABLE a");
        project.version(2, "UPDATE a SET b = 'z' WHERE id = 2", "SELECT 1");
        project.version(3, "DELETE FROM a WHERE id = 1", "SELECT 1");
        List<UndoProof> proofs = project.prove();
        assertThat(proofs.get(1).differences())
                .singleElement()
                .isEqualTo(new Difference("public.a", "table", "rows", "other values in (id)=(2)", "2"));
        assertThat(proofs.get(2).differences())
                .singleElement()
                .isEqualTo(new Difference("public.a", "table", "rows", "1, without (id)=(1)", "2"));
        assertThat(proofs).extracting(UndoProof::verdict).element(1).isEqualTo(UndoVerdict.DIFFERENT);
    }

    @Test
    void aMigrationThatDoesNotRunAgainIsNotProven() throws Exception {
        project.version(1, "CREATE SEQUENCE s", "DROP SEQUENCE s");
        project.version(
                2, "DO $$ BEGIN IF nextval('s') > 1 THEN RAISE 'only once'; END IF; END $$", "SELECT 'nothing'");
        UndoProof proof = project.proof();
        assertThat(proof.verdict()).isEqualTo(UndoVerdict.DIFFERENT);
        assertThat(proof.differences()).isEmpty();
        assertThat(proof.upAgain().failure().message()).contains("only once");
        assertThat(proof.reason()).contains("does not run again");
    }

    @Test
    void scriptsOutsideOfTransactionsAreTried() throws Exception {
        project.script("V1__x.sql", "CREATE TABLE a (id int)");
        project.version(2, "CREATE INDEX CONCURRENTLY i ON a (id)", "DROP INDEX CONCURRENTLY i");
        assertThat(project.proof().verdict()).isEqualTo(UndoVerdict.EXACT);
    }

    @Test
    void whatReachesBeyondItsDatabaseIsNotRun() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a; DROP ROLE mc_never_made");
        project.version(2, "CREATE ROLE mc_never_made", "DROP ROLE mc_never_made");
        project.version(3, "CREATE TABLE b (id int)", "DROP TABLE b");
        List<UndoProof> proofs = project.prove();
        assertThat(proofs).allSatisfy(each -> assertThat(each.verdict()).isEqualTo(UndoVerdict.NOT_TRIED));
        assertThat(proofs.get(0).reason()).contains("U1__x.sql").contains("DROP ROLE");
        assertThat(proofs.get(2).reason()).contains("V2__x.sql").contains("CREATE ROLE");
    }

    @Test
    void anExtensionThatTheServerLacksIsNamed() throws Exception {
        project.version(1, "CREATE EXTENSION postgis", "DROP EXTENSION postgis");
        assertThat(project.proof().verdict()).isEqualTo(UndoVerdict.NOT_TRIED);
        assertThat(project.proof().reason())
                .contains("lacks the extension postgis")
                .contains("V1__x.sql");
    }

    @Test
    void anUndoThatTakesTheHistoryAwayDoesNotRun() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP SCHEMA public CASCADE");
        assertThat(project.proof().verdict()).isEqualTo(UndoVerdict.DOES_NOT_RUN);
        assertThat(project.proof().failure().message()).contains("flyway_schema_history");
    }

    @Test
    void anUndoThatLeavesItsTransactionOpenDoesNotRun() throws Exception {
        project.script("U1__x.sql.conf", "executeInTransaction=false");
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a; BEGIN; SELECT 1");
        assertThat(project.proof().verdict()).isEqualTo(UndoVerdict.DOES_NOT_RUN);
    }

    @Test
    void whatAScriptSetsForItsSessionHoldsForNoOther() throws Exception {
        project.version(
                1,
                "CREATE SCHEMA app; CREATE TABLE app.a (id int); SET search_path = app",
                "DROP TABLE app.a; DROP SCHEMA app; SET search_path = pg_catalog");
        project.version(2, "CREATE TABLE b (id int)", "DROP TABLE public.b");
        assertThat(project.prove())
                .allSatisfy(each -> assertThat(each.verdict()).isEqualTo(UndoVerdict.EXACT));
    }

    @Test
    void aVerdictIsKeptUntilAScriptThatItRestsOnChanges() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a");
        project.version(2, "CREATE TABLE b (id int)", "DROP TABLE b");
        project.version(3, "CREATE TABLE c (id int)", "DROP TABLE c");
        project.prove();
        assertThat(project.prove()).allSatisfy(each -> assertThat(each.kept()).isTrue());
        assertThat(project.tried).isEmpty();
        project.script("U2__x.sql", "DROP TABLE b; -- at last");
        assertThat(project.prove()).extracting(UndoProof::kept).containsExactly(true, false, true);
        assertThat(project.tried).containsExactly("2");
        project.script("V2__x.sql", "CREATE TABLE b (id bigint)");
        project.prove();
        assertThat(project.tried).containsExactly("2", "3");
        project.script("V2__x.sql.conf", "executeInTransaction=false");
        project.prove();
        assertThat(project.tried).containsExactly("2", "3");
    }

    @Test
    void versionsThatNobodyAsksForAreRunButNotTried() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a");
        project.version(2, "CREATE TABLE b (id int)", "DROP TABLE b");
        List<UndoProof> proofs = project.prove(project.question().between(Version.of("2"), null), new StopSignal());
        assertThat(proofs).extracting(UndoProof::version).containsExactly("2");
        assertThat(project.tried).containsExactly("2");
    }

    @Test
    void aBaselineIsNothingThatScriptsMake() throws Exception {
        project.version(2, "CREATE TABLE b (id int)", "DROP TABLE b");
        HistoryRow baseline = new HistoryRow(
                1,
                Version.of("1"),
                "<< Baseline >>",
                "BASELINE",
                "<< Baseline >>",
                null,
                "x",
                Instant.EPOCH,
                Duration.ZERO,
                true);
        List<UndoProof> proofs = project.prove(project.question(baseline), new StopSignal());
        assertThat(proofs).singleElement().satisfies(each -> {
            assertThat(each.verdict()).isEqualTo(UndoVerdict.NOT_TRIED);
            assertThat(each.reason()).contains("baseline 1");
        });
    }

    @Test
    void aCancelledProofEndsAndLeavesNothing() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a");
        project.version(2, "SELECT pg_sleep(60)", "SELECT 1");
        StopSignal stop = new StopSignal();
        Thread canceller = new Thread(() -> {
            while (TestServer.query("postgres", SLEEPING).isEmpty()) {
                Thread.onSpinWait();
            }
            stop.because(StopSignal.Why.CANCELLED);
        });
        canceller.start();
        assertThatThrownBy(() -> project.prove(project.question(), stop))
                .isInstanceOfSatisfying(
                        RunFailure.class, e -> assertThat(e.reason()).isEqualTo(RunFailure.Reason.CANCELLED));
        canceller.join();
        assertThat(project.proofs().known(project.question(), 0)).hasSize(2);
    }

    @Test
    void soManyVerdictsAreKept() throws Exception {
        project.version(1, "CREATE TABLE a (id int)", "DROP TABLE a");
        UndoProof proof = project.proof();
        for (int i = 0; i < 5; i++) {
            project.store().keep("basis" + i, later(proof, i), 3);
        }
        assertThat(project.store().find(List.of("basis0", "basis1", "basis2", "basis3", "basis4")))
                .containsOnlyKeys("basis2", "basis3", "basis4");
        project.store().keep("new", later(proof, 200L * 24 * 3600), 3);
        assertThat(project.store().find(List.of("basis4", "new"))).containsOnlyKeys("new");
    }

    private static UndoProof later(UndoProof of, long seconds) {
        return new UndoProof(
                of.version(),
                of.script(),
                of.undo(),
                of.verdict(),
                of.differences(),
                0,
                null,
                null,
                List.of(),
                null,
                of.provenAt().plusSeconds(seconds),
                of.server(),
                false);
    }
}
