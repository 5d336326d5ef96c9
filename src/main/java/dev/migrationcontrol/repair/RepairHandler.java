package dev.migrationcontrol.repair;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.engine.MigrationRunner;
import dev.migrationcontrol.engine.RepairRows;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Failures;
import dev.migrationcontrol.execution.TargetOf;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.Outcome;
import dev.migrationcontrol.plan.RepairPlanner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Mends a history. */
@ApplicationScoped
class RepairHandler implements OperationHandler {
    static final String TYPE = "REPAIR";

    private final TargetOf targets;
    private final MigrationRunner runner;
    private final ObjectMapper mapper;

    RepairHandler(TargetOf targets, MigrationRunner runner, ObjectMapper mapper) {
        this.targets = targets;
        this.runner = runner;
        this.mapper = mapper;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Outcome execute(OperationRun run) {
        RepairRequest request = mapper.convertValue(run.operation().request(), RepairRequest.class);
        try {
            return runner.inSession(targets.of(run), session -> {
                RepairRows rows = RepairPlanner.plan(session.history(), session.scripts());
                if (!request.isDryRun() && !rows.isEmpty()) {
                    session.repair(rows);
                }
                return new Outcome.Succeeded(result(request, rows));
            });
        } catch (RunFailure e) {
            return new Outcome.Failed(Failures.of(e, null));
        }
    }

    private Map<String, Object> result(RepairRequest request, RepairRows rows) {
        return mapper.convertValue(RepairResult.of(request.isDryRun(), rows), new TypeReference<>() {});
    }

    /** A repair is one transaction; what is still to mend is mended. */
    @Override
    public Outcome reconcile(OperationRun run) {
        return execute(run);
    }
}
