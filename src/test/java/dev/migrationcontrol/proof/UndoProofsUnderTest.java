package dev.migrationcontrol.proof;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.rehearsal.RehearsalServersUnderTest;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.Pair;
import dev.migrationcontrol.scratch.TestReplay;
import dev.migrationcontrol.script.ResolvedScripts;
import java.util.List;

/** Proofs without the running service. */
public final class UndoProofsUnderTest {
    private UndoProofsUnderTest() {}

    public static UndoProofs create(TestControl control) {
        return create(control, RehearsalServersUnderTest.own());
    }

    static UndoProofs create(TestControl control, RehearsalServers servers) {
        return new UndoProofs(
                store(control),
                new UndoProver(
                        servers,
                        TestReplay.replayed(Pair.scratches()),
                        Pair.scratches(),
                        TestReplay.create(),
                        ComparisonUnderTest.create(),
                        new DatabaseConnections()));
    }

    public static DraftProver draftProver() {
        return new DraftProver(Pair.scratches(), TestReplay.create(), ComparisonUnderTest.create());
    }

    static UndoProofStore store(TestControl control) {
        return new UndoProofStore(control.pool(), new ObjectMapper().registerModule(new JavaTimeModule()));
    }

    /** Proves every version. */
    public static List<UndoProof> prove(
            TestControl control, Environment environment, ResolvedScripts scripts, History history) throws Exception {
        return create(control)
                .prove(
                        UndoQuestion.ofAll(environment, scripts, history),
                        new UndoProofs.Work("migration-control/test/1", new StopSignal(), UndoProofs.Listener.NONE));
    }
}
