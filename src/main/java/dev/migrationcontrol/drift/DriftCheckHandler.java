package dev.migrationcontrol.drift;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.execution.preflight.Preflight;
import dev.migrationcontrol.operation.OperationHandler;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.operation.state.Event;
import dev.migrationcontrol.operation.state.Outcome;
import dev.migrationcontrol.proof.ScratchOutcome;
import dev.migrationcontrol.script.ScriptCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Checks for drift; what a replica began that died is simply done again. */
@ApplicationScoped
class DriftCheckHandler implements OperationHandler<DriftCheckRequest> {
    static final String TYPE = "DRIFT_CHECK";

    private final Environments environments;
    private final ScriptCatalog catalog;
    private final Preflight preflight;
    private final DriftInspection inspection;
    private final DriftStore store;
    private final DriftMetrics metrics;
    private final ObjectMapper mapper;

    DriftCheckHandler(
            Environments environments,
            ScriptCatalog catalog,
            Preflight preflight,
            DriftInspection inspection,
            DriftStore store,
            DriftMetrics metrics,
            ObjectMapper mapper) {
        this.environments = environments;
        this.catalog = catalog;
        this.preflight = preflight;
        this.inspection = inspection;
        this.store = store;
        this.metrics = metrics;
        this.mapper = mapper;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public Verb verb() {
        return Verb.PLAN;
    }

    @Override
    public Class<DriftCheckRequest> request() {
        return DriftCheckRequest.class;
    }

    @Override
    public boolean changes(DriftCheckRequest request) {
        return false;
    }

    @Override
    public Outcome execute(OperationRun run, DriftCheckRequest request) {
        Environment environment = environments.require(run.operation().requireEnvironment());
        return ScratchOutcome.of(run, failure -> {}, () -> {
            DriftReport report = store.keep(
                    run.operation().id(),
                    inspection.inspect(new DriftInspection.Order(
                            environment,
                            catalog.readFresh(environment),
                            preflight.requireReadable(environment),
                            request.names(),
                            run.applicationName(),
                            run.stop())));
            metrics.checked(report);
            run.tell(
                    Event.Kind.REMARK,
                    Map.of(
                            "message",
                            "The check for drift found " + report.state() + ": " + report.open()
                                    + " objects differ that are not accepted."));
            return mapper.convertValue(report, new TypeReference<>() {});
        });
    }
}
