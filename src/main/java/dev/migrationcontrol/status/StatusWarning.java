package dev.migrationcontrol.status;

import dev.migrationcontrol.probe.ReplicaUse;
import dev.migrationcontrol.script.IgnoredFile;
import dev.migrationcontrol.script.Scripts;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that keeps nothing from being run, but that someone should look at. */
@Schema(description = "Something that prevents nothing, but that someone should check.")
record StatusWarning(
        @Schema(description = "What it is about.", examples = "IGNORED_FILE")
        Kind kind,

        @Schema(
                description = "The file concerned, below its location; null where it is not about one.",
                examples = "V2_add_orders.sql")
        @Nullable
        String script,

        @Schema(
                description = "What was noticed and what to do about it; never a secret.",
                examples = "V2_add_orders.sql is never run: two underscores follow the version, as in V1__name.sql.")
        String detail) {

    /** What can be noticed. */
    @Schema(name = "StatusWarningKind", description = "What a warning is about.")
    enum Kind {
        /** The replica was not asked, or nobody knows whether it is up to date. */
        REPLICA,
        /** A file looks like a migration and is none. */
        IGNORED_FILE
    }

    /** What was noticed of the scripts and of the replica. */
    static List<StatusWarning> of(Scripts scripts, @Nullable ReplicaUse replica) {
        List<StatusWarning> warnings = new ArrayList<>();
        if (replica != null && replica.detail() != null) {
            warnings.add(new StatusWarning(Kind.REPLICA, null, replica.detail()));
        }
        scripts.ignored().stream().map(StatusWarning::of).forEach(warnings::add);
        return warnings;
    }

    private static StatusWarning of(IgnoredFile file) {
        return new StatusWarning(Kind.IGNORED_FILE, file.name(), file.detail());
    }
}
