package dev.migrationcontrol.check;

import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be checked, where it is no archive. */
@Schema(description = "The scripts to check: their texts, or a directory below a configured root; one of both.")
record CheckRequest(
        @Schema(description = "The scripts, at most 5,000.") @Nullable
        List<ScriptFile> scripts,

        @Schema(
                description = "A directory below a root of `migration-control.audits.roots`.",
                examples = "shop/migrations")
        @Nullable
        String directory) {

    /** Refuses what does not name exactly one. */
    void requireOne() {
        if ((scripts == null) == (directory == null)) {
            throw new InvalidRequest("body", "must have scripts or directory, and not both");
        }
    }
}
