package dev.migrationcontrol.status;

import dev.migrationcontrol.problem.Refusal;

/** The environment has a history that this service cannot read, so that nothing can be said of its migrations. */
final class HistoryUnreadable extends Refusal {
    private static final long serialVersionUID = 1L;

    HistoryUnreadable(String environment, String why) {
        super("history-unreadable", 409, "The history of the environment cannot be read", why);
        member("environment", environment);
    }
}
