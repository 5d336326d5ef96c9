package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.consolidation.ConsolidationHandler.Ending;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.execution.TargetOf;
import dev.migrationcontrol.operation.OperationRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Retires old systems, and undoes consolidations. */
@ApplicationScoped
class ArchiveSteps {
    private final TargetOf targets;
    private final MigrationRunner runner;
    private final Standing standing;

    ArchiveSteps(TargetOf targets, MigrationRunner runner, Standing standing) {
        this.targets = targets;
        this.runner = runner;
        this.standing = standing;
    }

    Ending retire(Steps steps) throws RunFailure {
        Target target = targets.of(steps.run());
        UUID operation = steps.run().operation().id();
        return runner.inSession(
                target,
                session -> session.transact((connection, changes) -> {
                    ArchiveStore store = new ArchiveStore(connection, Standing.history(target.environment()));
                    Optional<AdoptionRecord> record = store.find();
                    Stage stage = record.map(AdoptionRecord::stage).orElse(Stage.NONE);
                    Obstacle obstacle = Obstacle.ofRetirement(stage);
                    if (obstacle != null) {
                        return Ending.badly(ConsolidationResult.of(stage, List.of()), obstacle);
                    }
                    List<String> done = new Retirement(connection, store).retire(operation, record.orElseThrow());
                    return Ending.well(ConsolidationResult.of(Stage.RETIRED, done));
                }));
    }

    Ending undo(Steps steps) throws RunFailure {
        Target target = targets.of(steps.run());
        return runner.inSession(target, session -> undo(target.environment(), session));
    }

    private static Ending undo(Environment environment, MigrationSession session) throws RunFailure {
        String history = Standing.history(environment);
        int rows = session.history().rows().size();
        return session.transact((connection, changes) -> {
            ArchiveStore store = new ArchiveStore(connection, history);
            AdoptionRecord record = store.find().orElse(null);
            Obstacle obstacle = Obstacle.ofUndo(record, rows);
            if (record == null || obstacle != null) {
                Stage stage = record == null ? Stage.NONE : record.stage();
                return Ending.badly(ConsolidationResult.of(stage, List.of()), Objects.requireNonNull(obstacle));
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
            return Ending.well(ConsolidationResult.of(Stage.NONE, done));
        });
    }

    /** Whether what an executor began to do is done, as far as the target tells. */
    boolean isDone(OperationRun run, ConsolidationMode mode) throws SQLException {
        UUID operation = run.operation().id();
        Optional<AdoptionRecord> record = standing.find(standing.environment(run), run.applicationName());
        return switch (mode) {
            case PLAN -> false;
            case ADOPT ->
                record.filter(each -> each.operation().equals(operation)).isPresent();
            case RETIRE ->
                record.filter(each -> operation.equals(each.retirement())).isPresent();
            case UNDO -> record.isEmpty();
        };
    }

    Stage stage(OperationRun run) throws SQLException {
        return standing.find(standing.environment(run), run.applicationName())
                .map(AdoptionRecord::stage)
                .orElse(Stage.NONE);
    }
}
