package dev.migrationcontrol.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.RehearsalPlace;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.script.Version;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On which server undo scripts are tried, and what they start from there. */
class ProofServerTest {
    private static final String TEMPLATES = "SELECT datname FROM pg_database WHERE datname LIKE 'mc\\_template\\_%' AND"
            + " pg_get_userbyid(datdba) = 'proof_rehearsal'";

    @TempDir
    Path folder;

    private ProvenProject project;

    @BeforeEach
    void empty() {
        TestServer.execute(
                "postgres",
                "DO $$ BEGIN CREATE ROLE proof_plain LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                        + "DO $$ BEGIN CREATE ROLE proof_rehearsal LOGIN CREATEDB;"
                        + " EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        project = new ProvenProject(folder, "proof_plain");
        project.version(1, "CREATE TABLE a (id int PRIMARY KEY)", "DROP TABLE a");
        project.version(2, "CREATE TABLE b (id int PRIMARY KEY)", "DROP TABLE b");
        project.version(3, "ALTER TABLE b ADD c text", "ALTER TABLE b DROP c");
    }

    @AfterEach
    void nothingStays() {
        project.close();
        assertThat(ProvenProject.scratchDatabases()).isEmpty();
        for (String template : TestServer.query("postgres", TEMPLATES)) {
            TestServer.execute("postgres", "DROP DATABASE " + template);
        }
    }

    @Test
    void theServerOfTheRehearsalTakesThem() throws Exception {
        UndoProofs proofs = UndoProofsUnderTest.create(
                project.control,
                RehearsalServersUnderTest.of(
                        Optional.of(TestServer.databaseAs("proof_rehearsal", "unused", "postgres"))));
        List<UndoProof> proven = proofs.prove(project.question(), ProvenProject.work());
        assertThat(proven).hasSize(3).allSatisfy(each -> {
            assertThat(each.verdict()).isEqualTo(UndoVerdict.EXACT);
            assertThat(each.server().place()).isEqualTo(RehearsalPlace.REHEARSAL_SERVER);
            assertThat(each.server().version()).isNotEmpty();
        });
    }

    @Test
    void whatRunsBeforeTheFirstOneIsKeptAsATemplate() throws Exception {
        UndoProofs proofs = UndoProofsUnderTest.create(
                project.control,
                RehearsalServersUnderTest.of(
                        Optional.of(TestServer.databaseAs("proof_rehearsal", "unused", "postgres"))));
        UndoQuestion last = project.question().between(Version.of("3"), null);
        assertThat(proofs.prove(last, ProvenProject.work()))
                .extracting(UndoProof::verdict)
                .containsExactly(UndoVerdict.EXACT);
        assertThat(TestServer.query("postgres", TEMPLATES)).hasSize(1);
        project.version(3, "ALTER TABLE b ADD d text", "ALTER TABLE b DROP d");
        assertThat(proofs.prove(project.question().between(Version.of("3"), null), ProvenProject.work()))
                .extracting(UndoProof::verdict)
                .containsExactly(UndoVerdict.EXACT);
        assertThat(TestServer.query("postgres", TEMPLATES)).hasSize(1);
    }

    @Test
    void whereNoServerTakesThemEachSaysWhy() {
        assertThatThrownBy(() -> project.proofs().prove(project.question(), ProvenProject.work()))
                .isInstanceOf(ScratchUnavailable.class)
                .hasMessageContaining("CREATEDB")
                .hasMessageContaining("The embedded server cannot be started");
    }
}
