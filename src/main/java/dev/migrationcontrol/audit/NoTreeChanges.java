package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** An audit without a patch. */
final class NoTreeChanges extends Refusal {
    private static final long serialVersionUID = 1L;

    /** @param earlier whether it is of a version of the service that drafted none */
    NoTreeChanges(UUID id, boolean earlier) {
        super(
                "no-changes",
                404,
                "The audit has no patch",
                earlier
                        ? "The audit " + id + " was made by a version of the service that drafted no patches. Audit the"
                                + " tree again."
                        : "Nothing in the tree of the audit " + id + " can be changed by a patch; the member"
                                + " changes.byHand of its report lists what is left to people.");
    }
}
