package dev.migrationcontrol.approval;

import dev.migrationcontrol.problem.Refusal;

/** The caller read another plan than this. */
final class OtherDigest extends Refusal {
    private static final long serialVersionUID = 1L;

    OtherDigest(String digest) {
        super(
                "plan-outdated",
                412,
                "The plan is outdated",
                "The digest is not this plan's, which is " + digest + ". Read the plan, then decide.");
        member("digest", digest);
    }
}
