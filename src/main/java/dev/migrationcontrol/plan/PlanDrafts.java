package dev.migrationcontrol.plan;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.StoredJson;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.rehearsal.LockMode;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.rehearsal.StatementMeasurement;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes down what was planned, and what was seen of it in a rehearsal. */
@Singleton
final class PlanDrafts {
    private final StoredJson json;
    private final Clock clock;

    PlanDrafts(ObjectMapper mapper, Clock clock) {
        this.json = new StoredJson(mapper);
        this.clock = clock;
    }

    /** Which plan, of what, for whom. */
    record Heading(UUID id, Environment environment, PlanRequest request, String caller) {}

    Plan draft(Heading heading, Planning.Planned planned, PlanSight seen) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Environment environment = heading.environment();
        PlanResult.@Nullable Ready ready = planned.result() instanceof PlanResult.Ready found ? found : null;
        Plan.Obstruction blocked = blocked(planned.result(), seen.rehearsal());
        List<ScriptRun> runs = ready == null ? List.of() : ready.runs();
        return new Plan(
                heading.id(),
                environment.name(),
                heading.request().requireType(),
                heading.request(),
                blocked == null ? Plan.State.READY : Plan.State.BLOCKED,
                now,
                heading.caller(),
                now.plus(environment.policy().review().planExpiry()),
                planned.basis().digest(environment.name() + " " + json.write(heading.request())),
                PlanSteps.of(runs, planned.scripts(), seen),
                ready == null ? List.of() : ready.remarks(),
                blocked,
                planned.from(),
                planned.to(),
                overview(seen),
                seen.findings(),
                seen.rehearsal(),
                null);
    }

    private static Plan.@Nullable Obstruction blocked(PlanResult result, @Nullable Rehearsal rehearsal) {
        if (result instanceof PlanResult.Blocked blocked) {
            return new Plan.Obstruction(blocked.obstacle().slug(), blocked.detail(), blocked.versions());
        }
        if (rehearsal == null || rehearsal.outcome() != Rehearsal.Outcome.FAILED) {
            return null;
        }
        Rehearsal.Failed failed = Objects.requireNonNull(rehearsal.failed());
        return new Plan.Obstruction(
                "rehearsal-failed",
                failed.script() + (failed.line() > 0 ? ", line " + failed.line() : "") + ": " + failed.message(),
                List.of());
    }

    private static Plan.Overview overview(PlanSight seen) {
        LockMode strongest = seen.statements().stream()
                .flatMap(each -> each.locks().stream())
                .map(StatementMeasurement.Lock::mode)
                .max(LockMode::compareTo)
                .orElse(null);
        Duration estimated = seen.rehearsed() == null
                ? null
                : seen.statements().stream()
                        .map(each -> Effects.estimate(each, seen.target()))
                        .reduce(Duration.ZERO, Duration::plus)
                        .truncatedTo(ChronoUnit.MILLIS);
        return new Plan.Overview(
                strongest,
                estimated,
                count(seen, Severity.ERROR),
                count(seen, Severity.WARNING),
                seen.proofs().isEmpty() ? null : PlanFindings.state(seen.proofs()),
                !seen.losses().isEmpty());
    }

    private static int count(PlanSight seen, Severity severity) {
        return (int) seen.findings().stream()
                .filter(each -> each.severity() == severity && each.accepted() == null)
                .count();
    }
}
