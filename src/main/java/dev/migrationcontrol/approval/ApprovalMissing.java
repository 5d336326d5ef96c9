package dev.migrationcontrol.approval;

import dev.migrationcontrol.problem.Refusal;

/** An approval that the plan needs was withdrawn while the request was accepted. */
final class ApprovalMissing extends Refusal {
    private static final long serialVersionUID = 1L;

    ApprovalMissing(String detail, String digest) {
        super(ApprovalRestriction.SLUG, 403, ApprovalRestriction.TITLE, detail);
        member("digest", digest);
    }
}
