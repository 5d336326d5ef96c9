package dev.migrationcontrol.repair;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RepairRows;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.execution.Attempts;
import dev.migrationcontrol.execution.preflight.TargetResolver;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.planner.RepairPlanner;
import dev.migrationcontrol.script.Script;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Repairs a history, and drops the indexes that failed concurrent builds left. Each part is one transaction; what still
 * needs a repair after a crash is repaired.
 */
@ApplicationScoped
class RepairHandler implements OperationHandler<RepairRequest> {
    static final String TYPE = "REPAIR";

    private final TargetResolver targets;
    private final Attempts attempts;
    private final ObjectMapper mapper;

    RepairHandler(TargetResolver targets, Attempts attempts, ObjectMapper mapper) {
        this.targets = targets;
        this.attempts = attempts;
        this.mapper = mapper;
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
    public Class<RepairRequest> request() {
        return RepairRequest.class;
    }

    @Override
    public boolean changes(RepairRequest request) {
        return !request.isDryRun();
    }

    @Override
    public Outcome execute(OperationRun run, RepairRequest request) {
        return attempts.run(run, targets.of(run), session -> repair(session, request));
    }

    private Outcome repair(MigrationSession session, RepairRequest request) throws RunFailure {
        Set<String> leftovers = leftovers(session);
        for (String index : request.indexes()) {
            if (!leftovers.contains(index)) {
                return new Outcome.Failed(Failure.of(
                        "not-applicable",
                        "'" + index
                                + "' is no invalid index that a failed migration names; nothing was changed. Those are: "
                                + leftovers + ".",
                        "Names are written with their schema. A migration is failed when the history says so."));
            }
        }
        RepairRows rows = RepairPlanner.plan(session.history(), session.scripts(), request.marksApplied());
        if (!request.isDryRun()) {
            session.dropInvalidIndexes(request.indexes());
            if (!rows.isEmpty()) {
                session.repair(rows);
            }
        }
        return new Outcome.Succeeded(
                mapper.convertValue(RepairResult.of(request, rows), new TypeReference<Map<String, Object>>() {}));
    }

    /** The invalid indexes that scripts name which the history holds as failed. */
    private static Set<String> leftovers(MigrationSession session) throws RunFailure {
        Set<String> indexes = new TreeSet<>();
        for (HistoryRow row : session.history().rows()) {
            for (Script script : session.scripts().migrations()) {
                if (!row.success() && script.name().equals(row.script())) {
                    indexes.addAll(session.invalidIndexesOf(script));
                }
            }
        }
        return indexes;
    }
}
