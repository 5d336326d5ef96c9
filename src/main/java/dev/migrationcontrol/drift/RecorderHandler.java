package dev.migrationcontrol.drift;

import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.execution.Attempts;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Installs and removes the recorder, in one transaction: what a replica began that died is done again. */
@ApplicationScoped
class RecorderHandler implements OperationHandler<RecorderRequest> {
    static final String TYPE = "DRIFT_RECORDER";

    private final TargetResolver targets;
    private final Attempts attempts;

    RecorderHandler(TargetResolver targets, Attempts attempts) {
        this.targets = targets;
        this.attempts = attempts;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.REPAIR;
    }

    @Override
    public Class<RecorderRequest> request() {
        return RecorderRequest.class;
    }

    @Override
    public Outcome execute(OperationRun run, RecorderRequest request) {
        return attempts.run(run, targets.of(run), session -> {
            boolean installed = request.requireInstalled();
            boolean before = session.transact((connection, history) -> {
                boolean there = DriftRecorder.isInstalled(connection);
                if (installed) {
                    DriftRecorder.install(connection);
                } else {
                    DriftRecorder.remove(connection);
                }
                return there;
            });
            return new Outcome.Succeeded(Map.of("installed", installed, "before", before));
        });
    }
}
