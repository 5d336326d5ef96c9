package dev.migrationcontrol.plan;

import dev.migrationcontrol.engine.MigrationSession;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.schema.SchemaFingerprint;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what is about to run, under the lock of the history, against the plan that was read and approved. */
@Singleton
public class PlanGuard {
    private final PlanStore store;

    PlanGuard(PlanStore store) {
        this.store = store;
    }

    /**
     * The same, or why it is not what the plan says.
     *
     * @param plan the plan that the request names; null where it names none
     * @throws RunFailure when the schema cannot be read
     */
    public PlanResult check(PlanResult planning, @Nullable UUID plan, Environment environment, MigrationSession session)
            throws RunFailure {
        if (plan == null || !(planning instanceof PlanResult.Ready ready)) {
            return planning;
        }
        Optional<PlanStore.Stored> stored = store.find(plan);
        if (stored.isEmpty()) {
            return outdated(List.of("The plan is not kept any more."));
        }
        PlanBasis before = stored.get().basis();
        // Callbacks that run on connecting may have changed objects already, as they should.
        String schema = session.resolvedScripts().hasAnyCallback()
                ? before.schema()
                : session.transact((connection, history) ->
                        SchemaFingerprint.of(connection, PlanBases.hidden(environment.policy())));
        List<PlanBasis.Change> changes = before.changesTo(
                PlanBases.of(ready.runs(), session.resolvedScripts(), session.history(), environment.policy(), schema));
        return changes.isEmpty()
                ? planning
                : outdated(changes.stream().map(PlanBasis.Change::detail).toList());
    }

    private static PlanResult outdated(List<String> changes) {
        return new PlanResult.Blocked(
                PlanResult.Obstacle.PLAN_OUTDATED,
                "Since the plan was made, this has changed: " + changes.stream().collect(Collectors.joining(" "))
                        + " Make another plan.",
                List.of(),
                List.of());
    }
}
