package dev.migrationcontrol.trial;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;

/**
 * What a trial does not run, though it may make what later scripts need.
 *
 * @param where the file, with the line where it is a statement of one
 * @param text what it says; SQL or code
 */
record LeftOut(String where, String why, String text, Kind kind) {
    /** Why it is left out. */
    enum Kind {
        /** It is not for a trial: a program, or a statement that affects the server. */
        UNFIT,
        /** A placeholder has no value. */
        PLACEHOLDER,
        /** The stand-in of an extension does not have what it needs. */
        EXTENSION
    }

    static LeftOut unfit(String where, String why, String text) {
        return new LeftOut(where, why, text, Kind.UNFIT);
    }

    /** Whether its text is SQL, and not a program. */
    boolean isSql() {
        return where.endsWith(".sql") || where.contains(".sql:");
    }

    TreeTrial.NotRun notRun() {
        return new TreeTrial.NotRun(where, why);
    }

    Finding finding() {
        return kind == Kind.PLACEHOLDER
                ? new Finding(
                        "placeholder-without-value",
                        Severity.WARNING,
                        where,
                        why + " It was left out of the trial, and the rest was tried.",
                        "Give one as placeholders of the environment that is named as scratchEnvironment.")
                : new Finding(
                        "trial-not-run",
                        Severity.WARNING,
                        where,
                        "It was left out of the trial. " + why,
                        "Do nothing if it is right as it is; later scripts may have failed because it was left out.");
    }
}
