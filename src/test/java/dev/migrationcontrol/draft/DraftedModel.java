package dev.migrationcontrol.draft;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.proof.UndoProofsUnderTest;
import dev.migrationcontrol.proof.UndoQuestion;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.workspace.FoldersUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Migrations, models and drafts without the running service, by a role that may create databases and nothing else. */
final class DraftedModel {
    private static final String ROLE = "drafts";

    private final Path folder;
    private final RehearsalServers servers = RehearsalServersUnderTest.own();
    private final ReplayedDatabases replayed = TestReplay.replayed(Pair.scratches());

    DraftedModel(Path folder) {
        this.folder = folder;
        TestServer.execute(
                "postgres",
                "DO $$ BEGIN CREATE ROLE " + ROLE
                        + " LOGIN CREATEDB; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
    }

    DraftedModel script(String name, String sql) throws Exception {
        Files.writeString(folder.resolve(name), sql);
        return this;
    }

    private Environment environment() {
        return new Environment(
                "test",
                TestServer.databaseAs(ROLE, "unused", TestServer.createDatabase()),
                null,
                "TEST_DATABASE_URL",
                Policy.defaults(List.of("filesystem:" + folder)));
    }

    private ModelGround ground(Environment environment) {
        return new ModelGround(
                servers,
                replayed,
                Pair.scratches(),
                TestReplay.create(),
                new Environments(List.of(environment), environment.database()),
                FoldersUnderTest.create());
    }

    private static ModelGround.Order order(Environment environment, Model model) {
        UndoQuestion question = UndoQuestion.ofAll(
                environment, ScriptCatalog.readOnce(environment), new History(false, true, List.of(), List.of()));
        return new ModelGround.Order(question, model, "migration-control/test/1", new StopSignal());
    }

    ModelCheck check(String sql, ModelScope scope) throws Exception {
        Environment environment = environment();
        return new ModelChecking(ground(environment), ComparisonUnderTest.create())
                .check(order(environment, model(sql)), scope);
    }

    MigrationDraft draft(String sql) throws Exception {
        return draft(sql, null, null, null);
    }

    MigrationDraft draft(
            String sql, @Nullable List<Rename> renames, @Nullable List<String> droppable, @Nullable ModelScope scope)
            throws Exception {
        Environment environment = environment();
        Renaming renaming = new Renaming(new DatabaseConnections());
        Drafting drafting = new Drafting(
                servers,
                replayed,
                Pair.scratches(),
                TestReplay.create(),
                ComparisonUnderTest.schemaReturn(),
                ComparisonUnderTest.create(),
                renaming,
                UndoProofsUnderTest.draftProver(),
                new DatabaseConnections());
        MigrationDrafting migrations = new MigrationDrafting(
                ground(environment),
                ComparisonUnderTest.create(),
                ComparisonUnderTest.schemaReturn(),
                Pair.scratches(),
                renaming,
                drafting,
                FoldersUnderTest.create());
        Model model = model(sql);
        return migrations.draft(
                order(environment, model),
                new MigrationDraftRequest(model.scripts(), null, scope, renames, droppable, null, null, null));
    }

    static Model model(String sql) {
        return Model.of(List.of(new ModelScript("model.sql", sql)), null);
    }
}
