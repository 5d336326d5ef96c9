package dev.migrationcontrol.check;

import dev.migrationcontrol.problem.Refusal;

/** A check has more scripts or statements than are judged at once. */
final class CheckTooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    CheckTooLarge(String what) {
        super(
                "check-too-large",
                413,
                "The check is too large",
                "There are more than " + what + ". Send those scripts that are new, or name baseRevision.");
    }
}
