package dev.migrationcontrol.approval;

import dev.migrationcontrol.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether enough other persons have approved a plan. Pure. */
final class ApprovalRule {
    private ApprovalRule() {}

    /**
     * What is missing, for people; nothing where nothing is.
     *
     * @param required how many persons have to approve
     * @param requester who answers for the caller that runs the plan, and is none of them
     */
    static Optional<String> missing(Plan plan, List<Approval> approvals, int required, String requester, Instant now) {
        Optional<Approval> rejected = approvals.stream()
                .filter(each -> each.decision() == Approval.Verdict.REJECTED)
                .findFirst();
        if (rejected.isPresent()) {
            return Optional.of(rejected.get().caller() + " rejected the plan"
                    + (rejected.get().comment() == null
                            ? "."
                            : ": " + rejected.get().comment()));
        }
        long counted = approvals.stream()
                .filter(each -> each.digest().equals(plan.digest()))
                .filter(each -> now.isBefore(each.expiresAt()))
                .filter(each -> !each.owner().equals(requester))
                .count();
        return counted >= required
                ? Optional.empty()
                : Optional.of("The plan " + plan.id() + " needs " + (required - counted)
                        + (required - counted == 1 ? " more approval" : " more approvals")
                        + " of persons who neither made nor run it.");
    }
}
