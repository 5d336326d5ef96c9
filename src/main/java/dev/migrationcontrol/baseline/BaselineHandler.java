package dev.migrationcontrol.baseline;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Attempts;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.planner.BaselinePlanner;
import dev.migrationcontrol.planner.PlanResult.Blocked;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Writes the baseline marker, creating the history where there is none. */
@ApplicationScoped
class BaselineHandler implements OperationHandler {
    static final String TYPE = "BASELINE";

    private final TargetResolver targets;
    private final Attempts attempts;
    private final ObjectMapper mapper;

    BaselineHandler(TargetResolver targets, Attempts attempts, ObjectMapper mapper) {
        this.targets = targets;
        this.attempts = attempts;
        this.mapper = mapper;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Outcome execute(OperationRun run) {
        BaselineRequest request = mapper.convertValue(run.operation().request(), BaselineRequest.class);
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

    /** Writing the marker is one statement, and writing it again changes nothing: so it is simply done. */
    @Override
    public Outcome reconcile(OperationRun run) {
        return execute(run);
    }
}
