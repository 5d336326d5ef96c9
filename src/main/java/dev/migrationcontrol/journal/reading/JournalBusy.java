package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.problem.Refusal;

/** This replica proves or exports the journal for others already, and more of them wait. */
final class JournalBusy extends Refusal {
    private static final long serialVersionUID = 1L;

    JournalBusy() {
        super(
                "journal-busy",
                503,
                "The journal is being read for other callers",
                "A replica proves or exports the journal for one caller at a time, and too many others wait already; try again"
                        + " later.");
    }
}
