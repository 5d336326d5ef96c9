package dev.migrationcontrol.console;

import java.util.Locale;

/**
 * A state as a page shows it: a shape, a word and a colour, never a colour alone.
 *
 * @param sign the shape, which is the class of the colour too
 */
record Mark(String sign, String word) {
    static final String DONE = "done";
    static final String WAIT = "wait";
    static final String RUN = "run";
    static final String BAD = "bad";
    static final String ODD = "odd";
    static final String NONE = "none";

    /** Of an environment. */
    static Mark ofStatus(String state, long pending) {
        return switch (state) {
            case "UP_TO_DATE" -> new Mark(DONE, "Up to date");
            case "PENDING" -> new Mark(WAIT, pending + " pending");
            case "FAILED" -> new Mark(BAD, "Failed");
            case "DIVERGED", "UNMANAGED", "AHEAD" -> new Mark(ODD, word(state));
            default -> new Mark(NONE, word(state));
        };
    }

    /** Of a check for drift. */
    static Mark ofDrift(String state, long drifted) {
        return switch (state) {
            case "NONE" -> new Mark(DONE, "No drift");
            case "DRIFTED" -> new Mark(ODD, drifted + " drifted");
            default -> new Mark(NONE, "Not known");
        };
    }

    /** Of an operation. */
    static Mark ofOperation(String state) {
        return switch (state) {
            case "SUCCEEDED" -> new Mark(DONE, "Succeeded");
            case "QUEUED" -> new Mark(WAIT, "Queued");
            case "RUNNING" -> new Mark(RUN, "Running");
            case "FAILED" -> new Mark(BAD, "Failed");
            default -> new Mark(ODD, word(state));
        };
    }

    /** Of a step. */
    static Mark ofStep(String state, boolean undone) {
        return switch (state) {
            case "SUCCEEDED" -> new Mark(DONE, undone ? "Undone" : "Applied");
            case "RUNNING" -> new Mark(RUN, "Running");
            case "FAILED" -> new Mark(BAD, "Failed");
            case "PENDING" -> new Mark(WAIT, "To come");
            default -> new Mark(NONE, "Not run");
        };
    }

    /** Of a migration in an environment; both may be empty. */
    static Mark ofMigration(String state, String problem) {
        if (problem.equals("CHECKSUM_MISMATCH")) {
            return new Mark(ODD, "changed since");
        }
        return switch (state) {
            case "SUCCESS", "BASELINE", "SUPERSEDED" -> new Mark(DONE, "applied");
            case "PENDING" -> new Mark(WAIT, "pending");
            case "OUTDATED" -> new Mark(WAIT, "outdated");
            case "FAILED", "MISSING_FAILED", "FUTURE_FAILED" -> new Mark(BAD, "failed");
            case "OUT_OF_ORDER" -> new Mark(ODD, "out of order");
            case "IGNORED" -> new Mark(ODD, "passed over");
            case "MISSING_SUCCESS" -> new Mark(ODD, "file missing");
            case "FUTURE_SUCCESS" -> new Mark(ODD, "newer than files");
            case "BELOW_BASELINE", "BASELINE_IGNORED" -> new Mark(NONE, "below baseline");
            case "DELETED" -> new Mark(NONE, "deleted");
            default ->
                new Mark(NONE, state.isEmpty() ? "not there" : word(state).toLowerCase(Locale.ROOT));
        };
    }

    /** A constant as words, in sentence case. */
    static String word(String constant) {
        String words = constant.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.isEmpty() ? "" : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
