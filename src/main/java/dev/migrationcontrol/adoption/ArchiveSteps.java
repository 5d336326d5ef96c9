package dev.migrationcontrol.adoption;

import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.operation.OperationRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Retires old systems, and undoes consolidations; one transaction each. */
@ApplicationScoped
class ArchiveSteps {
    private final AdoptionState standing;

    ArchiveSteps(AdoptionState standing) {
        this.standing = standing;
    }

    StepOutcome retire(OperationRun run, MigrationSession session) throws RunFailure {
        UUID operation = run.operation().id();
        String history = AdoptionState.history(standing.environment(run));
        return session.transact((connection, changes) -> {
            ArchiveStore store = new ArchiveStore(connection, history);
            AdoptionRecord record = store.find().orElse(null);
            if (record != null && operation.equals(record.retirement())) {
                return new StepOutcome.Completed(ConsolidationResult.of(Stage.RETIRED, Retirement.planned(record)));
            }
            Stage stage = record == null ? Stage.NONE : record.stage();
            Obstacle obstacle = Obstacle.ofRetirement(stage);
            if (record == null || obstacle != null) {
                return badly(stage, obstacle);
            }
            List<String> done = new Retirement(connection, store).retire(operation, record);
            return new StepOutcome.Completed(ConsolidationResult.of(Stage.RETIRED, done));
        });
    }

    /** @param begunBefore whether a replica that died, or a lost connection, may have come to the end already */
    StepOutcome undo(OperationRun run, MigrationSession session, boolean begunBefore) throws RunFailure {
        String history = AdoptionState.history(standing.environment(run));
        List<HistoryRow> rows = session.history().rows();
        return session.transact((connection, changes) -> {
            ArchiveStore store = new ArchiveStore(connection, history);
            AdoptionRecord record = store.find().orElse(null);
            if (record == null && begunBefore) {
                // It did come to the end: the operation was accepted with a record there.
                return new StepOutcome.Completed(ConsolidationResult.of(Stage.NONE, List.of()));
            }
            Obstacle obstacle = Obstacle.ofUndo(record, rows);
            if (record == null || obstacle != null) {
                return badly(record == null ? Stage.NONE : record.stage(), obstacle);
            }
            List<String> done = new ArrayList<>(new Retirement(connection, store).putBack(record));
            if (record.historyWasThere()) {
                changes.empty();
                done.add("remove the " + record.rows() + " rows of the adoption from " + history);
            } else {
                changes.drop();
                done.add("drop " + history + ", which the adoption created");
            }
            store.remove();
            return new StepOutcome.Completed(ConsolidationResult.of(Stage.NONE, done));
        });
    }

    private static StepOutcome badly(Stage stage, @Nullable Obstacle obstacle) {
        return new StepOutcome.Rejected(ConsolidationResult.of(stage, List.of()), Objects.requireNonNull(obstacle));
    }
}
