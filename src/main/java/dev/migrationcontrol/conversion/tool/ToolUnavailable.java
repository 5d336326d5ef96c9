package dev.migrationcontrol.conversion.tool;

import dev.migrationcontrol.problem.Refusal;
import java.util.List;

/** A tool that is not configured, or that did not print the SQL of its migrations. */
public final class ToolUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;

    public ToolUnavailable(String system, String why) {
        this(system, why, List.of());
    }

    /** @param words the last lines of what it said, without secrets */
    public ToolUnavailable(String system, String why, List<String> words) {
        super("tool-unavailable", 422, "The system's tool gives no SQL", why);
        member("system", system);
        if (!words.isEmpty()) {
            member("said", List.copyOf(words));
        }
    }
}
