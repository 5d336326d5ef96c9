package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.problem.Refusal;

/** A tool that is not configured, or that did not print the SQL of its migrations. */
final class ToolUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    ToolUnavailable(String system, String why) {
        super("tool-unavailable", 422, "The system's tool gives no SQL", why);
        member("system", system);
    }
}
