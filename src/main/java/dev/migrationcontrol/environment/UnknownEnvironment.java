package dev.migrationcontrol.environment;

import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.problem.Shortened;
import java.util.Collection;
import java.util.List;

/** The request names an environment that is not configured. */
final class UnknownEnvironment extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownEnvironment(String name, Collection<String> configured) {
        super(
                "unknown-environment",
                404,
                "Unknown environment",
                "No environment is named \"" + Shortened.of(name, 100) + "\". Configured: "
                        + (configured.isEmpty()
                                ? "none"
                                : String.join(", ", configured.stream().sorted().toList())) + ".");
        member("environments", List.copyOf(configured.stream().sorted().toList()));
    }
}
