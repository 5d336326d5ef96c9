package dev.migrationcontrol.testdatabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is leased, and for how long. */
@Schema(description = "What is leased, and for how long.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TestDatabaseRequest(
        @Schema(
                description = "The environment whose migrations the database has; it must be one for tests.",
                examples = "test",
                required = true)
        @Nullable
        String environment,

        @Schema(
                description = "After what time the database is dropped (ISO 8601); the default is half an hour, the"
                        + " longest a day unless the configuration says otherwise.",
                examples = "PT30M",
                type = SchemaType.STRING,
                format = "duration")
        @Nullable
        Duration timeToLive) {
    static final TestDatabaseRequest NOTHING_SAID = new TestDatabaseRequest(null, null);

    private static final Duration USUAL = Duration.ofMinutes(30);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /**
     * @throws InvalidRequest when it names none
     */
    String requireEnvironment() {
        if (environment == null || environment.isBlank()) {
            throw new InvalidRequest("environment", "must name an environment, such as test");
        }
        return environment;
    }

    /**
     * @throws InvalidRequest when it is too short or too long
     */
    Duration requireTimeToLive(Duration longest) {
        Duration asked = timeToLive;
        if (asked == null) {
            return USUAL.compareTo(longest) < 0 ? USUAL : longest;
        }
        if (asked.compareTo(SHORTEST) < 0 || asked.compareTo(longest) > 0) {
            throw new InvalidRequest("timeToLive", "must be a duration from " + SHORTEST + " to " + longest);
        }
        return asked;
    }
}
