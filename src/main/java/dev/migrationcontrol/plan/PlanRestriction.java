package dev.migrationcontrol.plan;

import dev.migrationcontrol.access.Change;
import dev.migrationcontrol.access.Obstacle;
import dev.migrationcontrol.access.Restriction;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.environment.ReviewPolicy;
import dev.migrationcontrol.rehearsal.Rehearsal;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Whether a change names a plan where it has to, and whether the plan is still what was read. */
@Singleton
final class PlanRestriction implements Restriction {
    private final Environments environments;
    private final PlanStore store;
    private final Planning planning;

    PlanRestriction(Environments environments, PlanStore store, Planning planning) {
        this.environments = environments;
        this.store = store;
        this.planning = planning;
    }

    @Override
    public List<Obstacle> against(Change change) {
        Environment environment = environments.require(change.environment());
        Optional<UUID> id = PlanId.in(change);
        if (id.isEmpty()) {
            ReviewPolicy review = environment.policy().review();
            boolean planned = change.verb() == Verb.UPGRADE || change.verb() == Verb.ROLLBACK;
            boolean required = change.isChange()
                    && !change.breaksGlass()
                    && (planned ? review.planRequired() : review.onlyPlanned());
            return required ? List.of(required(change)) : List.of();
        }
        Optional<PlanStore.Stored> stored = store.find(id.get());
        return stored.isEmpty()
                ? List.of(notUsable("There is no plan of the id " + id.get() + " any more."))
                : against(change, environment, stored.get());
    }

    private List<Obstacle> against(Change change, Environment environment, PlanStore.Stored stored) {
        Plan plan = stored.plan();
        boolean ours = plan.usedBy() != null && plan.usedBy().equals(change.operation());
        if (plan.state() == Plan.State.USED && !ours) {
            return List.of(notUsable("The plan was run by the operation " + plan.usedBy() + ": make another."));
        }
        if (plan.blocked() != null) {
            return List.of(
                    notUsable("Nothing of the plan may run: " + plan.blocked().detail()));
        }
        if (plan.state() == Plan.State.EXPIRED) {
            return List.of(notUsable("The plan could be run until " + plan.expiresAt() + ": make another."));
        }
        Optional<Obstacle> unrehearsed = unrehearsed(change, environment, plan);
        if (unrehearsed.isPresent()) {
            return List.of(unrehearsed.get());
        }
        List<PlanBasis.Change> changes = stored.basis()
                .changesTo(planning.plan(environment, plan.request()).basis());
        return changes.isEmpty() ? List.of() : List.of(outdated(changes));
    }

    private static Optional<Obstacle> unrehearsed(Change change, Environment environment, Plan plan) {
        Rehearsal rehearsal = plan.rehearsal();
        boolean done = rehearsal != null && rehearsal.outcome() == Rehearsal.Outcome.SUCCEEDED;
        if (done || change.breaksGlass() || !environment.policy().review().rehearsalRequired()) {
            return Optional.empty();
        }
        String why = rehearsal == null
                ? "The plan was not rehearsed: make it with \"rehearse\":true."
                : "The plan could not be rehearsed: " + String.join(" ", rehearsal.notes())
                        + " Correct that, choose another server by the setting rehearsal or by REHEARSAL_DATABASE_URL, or set"
                        + " require-rehearsal=false.";
        return Optional.of(new Obstacle(
                "rehearsal-required",
                409,
                "A rehearsal is required",
                environment.name() + " is changed only by a plan that was rehearsed. " + why,
                Map.of()));
    }

    private static Obstacle outdated(List<PlanBasis.Change> changes) {
        return new Obstacle(
                "plan-outdated",
                412,
                "The plan is outdated",
                "Since the plan was made, this has changed: "
                        + changes.stream().map(PlanBasis.Change::detail).collect(Collectors.joining(" "))
                        + " Make another plan.",
                Map.of("changed", changes));
    }

    private static Obstacle notUsable(String detail) {
        return new Obstacle(PlanNotUsable.SLUG, 409, PlanNotUsable.TITLE, detail, Map.of());
    }

    private static Obstacle required(Change change) {
        boolean planned = change.verb() == Verb.UPGRADE || change.verb() == Verb.ROLLBACK;
        String detail = planned
                ? change.environment() + " is changed only by a plan: make one with POST /api/v1/environments/"
                        + change.environment() + "/plans, and name it as plan."
                : change.environment() + " is changed only by a plan, and there is none for a " + change.verb()
                        + ": a person may break the glass, or require-plan and approvals are taken off for as long as it"
                        + " takes.";
        return new Obstacle("plan-required", 409, "A plan is required", detail, Map.of());
    }
}
