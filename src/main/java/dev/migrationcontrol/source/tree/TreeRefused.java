package dev.migrationcontrol.source.tree;

import dev.migrationcontrol.problem.Refusal;

/** A tree or archive that is not read: too large, too deep, unreadable, or reaching outside of itself. */
public final class TreeRefused extends Refusal {
    private static final long serialVersionUID = 1L;

    /** Why a tree is refused. */
    public enum Reason {
        /** An entry's name leads outside of the archive. */
        PATH_OUTSIDE,
        /** More files than allowed. */
        TOO_MANY_FILES,
        /** Directories within directories, deeper than allowed. */
        TOO_DEEP,
        /** The files together, or one of them, are larger than allowed. */
        TOO_LARGE,
        /** It took longer than allowed. */
        TOO_SLOW,
        /** It is no archive of the announced kind, or it is damaged. */
        UNREADABLE
    }

    private final Reason reason;

    public TreeRefused(Reason reason, String detail) {
        super("tree-refused", 422, "The source tree is not read", detail);
        this.reason = reason;
        member("reason", reason.name());
    }

    public Reason reason() {
        return reason;
    }
}
