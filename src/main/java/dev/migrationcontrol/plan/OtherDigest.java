package dev.migrationcontrol.plan;

import dev.migrationcontrol.problem.Refusal;

/** The caller read another plan than this. */
public final class OtherDigest extends Refusal {
    private static final long serialVersionUID = 1L;

    public OtherDigest(String digest) {
        super(
                "plan-outdated",
                412,
                "The plan is outdated",
                "The digest is not this plan's, which is " + digest + ". Read the plan, then say this one.");
        member("digest", digest);
    }
}
