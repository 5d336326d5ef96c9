package dev.migrationcontrol.baseline;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Attempts;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.planner.BaselinePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult.Blocked;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Writes the baseline marker, creating the history where there is none. That is one statement, and to write it again
 * changes nothing.
 */
@ApplicationScoped
class BaselineHandler implements OperationHandler<BaselineRequest> {
    static final String TYPE = "BASELINE";

    private final TargetResolver targets;
    private final Attempts attempts;

    BaselineHandler(TargetResolver targets, Attempts attempts) {
        this.targets = targets;
        this.attempts = attempts;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.BASELINE;
    }

    @Override
    public Class<BaselineRequest> request() {
        return BaselineRequest.class;
    }

    @Override
    public Outcome execute(OperationRun run, BaselineRequest request) {
        return attempts.run(run, targets.of(run), session -> record(session, request));
    }

    private static Outcome record(MigrationSession session, BaselineRequest request) throws RunFailure {
        Version version = request.requireVersion();
        Optional<Blocked> obstacle = BaselinePlanner.obstacle(session.history(), version, request.describe());
        if (obstacle.isPresent()) {
            return new Outcome.Failed(Failures.of(obstacle.get()));
        }
        if (!BaselinePlanner.isThere(session.history(), version, request.describe())) {
            session.createHistory();
            session.recordBaseline(version, request.describe());
        }
        return Outcome.done();
    }
}
