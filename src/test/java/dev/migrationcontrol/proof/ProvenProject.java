package dev.migrationcontrol.proof;

import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.script.ScriptCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder of scripts, and proofs of their undo scripts without the running service. */
final class ProvenProject implements AutoCloseable {
    final TestControl control = TestControl.create();
    final List<String> tried = new ArrayList<>();
    final Environment environment;
    private final Path folder;
    private final UndoProofStore store = UndoProofsUnderTest.store(control);
    private final UndoProofs proofs = UndoProofsUnderTest.create(control);

    ProvenProject(Path folder) {
        this(folder, TestServer.database(TestServer.createDatabase()));
    }

    /** With a database that a role opens. */
    ProvenProject(Path folder, String role) {
        this(folder, TestServer.databaseAs(role, "unused", TestServer.createDatabase()));
    }

    private ProvenProject(Path folder, Database database) {
        this.folder = folder;
        this.environment = new Environment(
                "test", database, null, "TEST_DATABASE_URL", Policy.defaults(List.of("filesystem:" + folder)));
    }

    ProvenProject script(String name, String sql) {
        try {
            Files.writeString(folder.resolve(name), sql);
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One version with its undo. */
    ProvenProject version(int version, String up, String undo) {
        return script("V" + version + "__x.sql", up).script("U" + version + "__x.sql", undo);
    }

    UndoQuestion question(HistoryRow... rows) {
        History history = new History(rows.length > 0, rows.length == 0, List.of(), List.of(rows));
        return UndoQuestion.ofAll(environment, ScriptCatalog.readOnce(environment), history);
    }

    UndoProofs proofs() {
        return proofs;
    }

    UndoProofStore store() {
        return store;
    }

    List<UndoProof> prove() throws Exception {
        return prove(question(), new StopSignal());
    }

    List<UndoProof> prove(UndoQuestion question, StopSignal stop) throws Exception {
        tried.clear();
        return proofs.prove(question, new UndoProofs.Work("migration-control/test/1", stop, new UndoProofs.Listener() {
            @Override
            public void begins(String version) {
                tried.add(version);
            }
        }));
    }

    static UndoProofs.Work work() {
        return new UndoProofs.Work("migration-control/test/1", new StopSignal(), UndoProofs.Listener.NONE);
    }

    /** The only one. */
    UndoProof proof() throws Exception {
        List<UndoProof> all = prove();
        return all.get(all.size() - 1);
    }

    static List<String> scratchDatabases() {
        return TestServer.query("postgres", "SELECT datname FROM pg_database WHERE datname LIKE 'mc_scratch_%'");
    }

    @Override
    public void close() {
        control.close();
    }
}
