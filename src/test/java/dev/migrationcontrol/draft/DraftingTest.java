package dev.migrationcontrol.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.proof.UndoProofsUnderTest;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.proof.UndoVerdict;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftingTest {
    @TempDir
    Path folder;

    @TempDir
    Path work;

    private final Drafting drafting = new Drafting(
            RehearsalServersUnderTest.own(),
            TestReplay.replayed(Pair.scratches()),
            Pair.scratches(),
            TestReplay.create(),
            ComparisonUnderTest.schemaReturn(),
            ComparisonUnderTest.create(),
            new Renaming(new DatabaseConnections()),
            UndoProofsUnderTest.draftProver(),
            new DatabaseConnections());

    @Test
    void aDraftBringsBackWhatWasThere() throws Exception {
        script(
                "V1__a.sql",
                "CREATE TABLE a (id int PRIMARY KEY, b text); CREATE INDEX old ON a (b);"
                        + "CREATE VIEW v AS SELECT id FROM a; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'");
        script("V2__more.sql", """
                DROP INDEX old;
                CREATE TYPE mood AS ENUM ('sad');
                ALTER TABLE a ADD m mood, ADD CONSTRAINT positive CHECK (id > 0), ALTER b SET DEFAULT 'x';
                CREATE TABLE child (id int REFERENCES a);
                CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';
                DROP VIEW v""");
        UndoDraft draft = draft("2");
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(draft.name()).isEqualTo("U2__more.sql");
        assertThat(draft.notes()).isEmpty();
        assertThat(draft.script())
                .startsWith("-- Drafted from what V2__more.sql changes.")
                .contains("DROP TABLE");
    }

    @Test
    void whatItCannotBringBackIsInItsComments() throws Exception {
        script(
                "V1__a.sql",
                "CREATE TABLE a (id int PRIMARY KEY, b text, c text); CREATE TABLE gone (id int);"
                        + "INSERT INTO a VALUES (1, '7', 'x')");
        script(
                "V2__lossy.sql",
                "ALTER TABLE a ALTER b TYPE int USING b::int, DROP c; DROP TABLE gone;" + "UPDATE a SET id = 5");
        UndoDraft draft = draft("2");
        assertThat(draft.notes())
                .contains(
                        "The values of public.a.c, which V2__lossy.sql drops, do not come back.",
                        "The rows of public.gone, which V2__lossy.sql drops, do not come back.",
                        "The column public.a.b gets its type back; values that V2__lossy.sql changed stay changed.",
                        "V2__lossy.sql writes rows of public.a: the undo leaves them as they are.");
        assertThat(draft.script()).contains("-- The rows of public.gone");
        assertThat(draft.proof().differences())
                .extracting(each -> each.aspect())
                .contains("rows");
    }

    @Test
    void aMigrationThatChangesNoSchemaHasNothingToUndo() throws Exception {
        script("V1__a.sql", "CREATE TABLE a (id int)");
        script("V2__nothing.sql", "SELECT 1");
        UndoDraft draft = draft("2");
        assertThat(draft.script()).contains(DraftText.NOTHING);
        assertThat(draft.verdict()).isEqualTo(UndoVerdict.EXACT);
    }

    @Test
    void aTextThatLooksLikeAPlaceholderIsTriedAsItIs() throws Exception {
        script(
                "V1__f.sql",
                "DO $$ BEGIN EXECUTE 'CREATE FUNCTION f() RETURNS text LANGUAGE sql AS ''SELECT ''''$'"
                        + " || '{x}'''''''; END $$");
        script("V2__g.sql", "DROP FUNCTION f()");
        UndoDraft draft = draft("2");
        assertThat(draft.verdict()).as(draft.toString()).isEqualTo(UndoVerdict.EXACT);
        assertThat(draft.notes()).singleElement().asString().contains("placeholderReplacement=false");
    }

    @Test
    void whatCannotRunIsNotDrafted() throws Exception {
        script("V1__a.sql", "CREATE ROLE mc_never_made");
        script("V2__b.sql", "CREATE TABLE b ()");
        assertThatThrownBy(() -> draft("2")).isInstanceOf(DraftImpossible.class).hasMessageContaining("CREATE ROLE");
        script("V1__a.sql", "CREATE TABLE a (id no_such_type)");
        assertThatThrownBy(() -> draft("2")).isInstanceOf(DraftImpossible.class).hasMessageContaining("V1__a.sql");
    }

    private void script(String name, String sql) throws Exception {
        Files.writeString(folder.resolve(name), sql);
    }

    private UndoDraft draft(String version) throws Exception {
        Environment environment = new Environment(
                "test",
                TestServer.database(TestServer.createDatabase()),
                null,
                "TEST_DATABASE_URL",
                Policy.defaults(List.of("filesystem:" + folder)));
        UndoQuestion question = UndoQuestion.ofAll(
                environment, ScriptCatalog.readOnce(environment), new History(false, true, List.of(), List.of()));
        return drafting.draft(new Drafting.Order(
                question,
                question.script(Version.of(version)).orElseThrow(),
                "migration-control/test/1",
                new StopSignal(),
                new DraftFolder(work),
                List.of()));
    }
}
