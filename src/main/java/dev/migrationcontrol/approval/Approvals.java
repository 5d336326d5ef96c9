package dev.migrationcontrol.approval;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.plan.OtherDigest;
import dev.migrationcontrol.plan.Plan;
import dev.migrationcontrol.plan.PlanNotUsable;
import dev.migrationcontrol.plan.PlanStore;
import dev.migrationcontrol.plan.Plans;
import dev.migrationcontrol.plan.UnknownPlan;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Approves and rejects plans, and withdraws that. */
@Singleton
final class Approvals {
    private static final Duration COUNTS = Duration.ofHours(24);

    private final Plans plans;
    private final PlanStore planStore;
    private final ApprovalStore store;
    private final Access access;
    private final Journal journal;
    private final Clock clock;

    Approvals(Plans plans, PlanStore planStore, ApprovalStore store, Access access, Journal journal, Clock clock) {
        this.plans = plans;
        this.planStore = planStore;
        this.store = store;
        this.access = access;
        this.journal = journal;
        this.clock = clock;
    }

    /** What was said of a plan, by persons in the order in which they said it. */
    List<Approval> of(UUID plan) {
        return store.of(plans.require(plan).plan().id());
    }

    /**
     * Approves or rejects a plan. What the same person said before goes.
     *
     * @throws dev.migrationcontrol.problem.Refusal when the caller may not, or did not read this plan
     */
    Approval decide(UUID id, ApprovalRequest request) {
        Plan seen = plans.require(id).plan();
        access.require(Verb.APPROVE, seen.environment());
        Caller caller = access.caller();
        Approval.Verdict decision = request.requireDecision();
        String digest = request.requireDigest();
        if (!caller.isPersonal()) {
            throw OwnPlan.nobody(caller.id());
        }
        return planStore.inTransaction(transaction -> {
            PlanStore.Stored stored = planStore.lock(transaction, id).orElseThrow(() -> new UnknownPlan(id));
            Plan plan = stored.plan();
            if (plan.state() != Plan.State.READY) {
                throw new PlanNotUsable("The plan is " + plan.state() + ", so nothing is left to decide.");
            }
            if (!plan.digest().equals(digest)) {
                throw new OtherDigest(plan.digest());
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            Approval approval = new Approval(
                    id, caller.owner(), caller.id(), decision, digest, request.comment(), now, now.plus(COUNTS));
            if (!store.insert(transaction, approval)) {
                throw stored.owner().equals(caller.owner())
                        ? OwnPlan.of(caller.owner())
                        : new TooManyDecisions(ApprovalStore.MOST_OF_A_PLAN);
            }
            journal.append(
                    transaction,
                    entry(
                            decision == Approval.Verdict.APPROVED ? Entry.Kind.PLAN_APPROVED : Entry.Kind.PLAN_REJECTED,
                            caller,
                            plan,
                            request.comment()));
            return approval;
        });
    }

    /** Takes back what the caller said; nothing where it said nothing. */
    void withdraw(UUID id) {
        Plan seen = plans.require(id).plan();
        access.require(Verb.APPROVE, seen.environment());
        Caller caller = access.caller();
        planStore.inTransaction(transaction -> {
            Plan plan = planStore
                    .lock(transaction, id)
                    .orElseThrow(() -> new UnknownPlan(id))
                    .plan();
            boolean said = store.delete(transaction, id, caller.owner());
            if (said) {
                journal.append(transaction, entry(Entry.Kind.APPROVAL_WITHDRAWN, caller, plan, null));
            }
            return said;
        });
    }

    private static Entry entry(Entry.Kind kind, Caller caller, Plan plan, @Nullable String comment) {
        return new Entry(
                kind,
                caller.id(),
                comment,
                plan.environment(),
                null,
                Map.of("plan", plan.id(), "digest", plan.digest()),
                null,
                null);
    }
}
