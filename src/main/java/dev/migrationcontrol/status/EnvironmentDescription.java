package dev.migrationcontrol.status;

import dev.migrationcontrol.environment.Environment;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A configured environment, without its secrets. */
@Schema(name = "Environment", description = "A configured environment.")
record EnvironmentDescription(
        @Schema(description = "Its name, as paths use it.", examples = "production")
        String name,

        @Schema(description = "The database that its migrations change.")
        DatabaseDescription database,

        @Schema(description = "The replica on which read-only checks run; null where they run on the database itself.")
        @Nullable
        DatabaseDescription readDatabase,

        @Schema(description = "The variable or property that it came from.", examples = "PRODUCTION_DATABASE_URL")
        String variable,

        @Schema(
                description = "Where its migration scripts are, as Flyway spells locations.",
                examples = "[\"filesystem:/migrations\"]")
        List<String> locations,

        @Schema(
                description = "The schemas that its migrations manage; the first holds the history.",
                examples = "[\"public\"]")
        List<String> schemas,

        @Schema(description = "How it may be changed.") PolicyDescription policy) {

    /** @param visible the environments that the caller may view */
    static EnvironmentDescription of(Environment environment, Set<String> visible) {
        return new EnvironmentDescription(
                environment.name(),
                DatabaseDescription.of(environment.database()),
                environment.readDatabase() == null ? null : DatabaseDescription.of(environment.readDatabase()),
                environment.variable(),
                environment.policy().locations(),
                environment.policy().schemas(),
                PolicyDescription.of(environment.policy(), visible));
    }
}
