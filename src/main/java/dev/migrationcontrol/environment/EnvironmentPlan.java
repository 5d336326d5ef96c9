package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the variables amount to, before anything is started.
 *
 * @param environments those whose database is configured
 * @param embedded the policies of the environments that the embedded server is to hold
 * @param control nothing if the embedded server is to hold it
 * @param rehearsal where plans are rehearsed; nothing where it is not configured
 * @param warnings what is legal but should be changed
 */
record EnvironmentPlan(
        List<Environment> environments,
        Map<String, Policy> embedded,
        @Nullable Database control,
        @Nullable Database rehearsal,
        EmbeddedUse embeddedUse,
        List<String> warnings) {
    /** The environments that a service without any configuration has. */
    static final List<String> EMBEDDED_ENVIRONMENTS = List.of("development", "test");
}
