package dev.migrationcontrol.drift;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.migrationcontrol.rehearsal.Rehearsal;
import dev.migrationcontrol.schema.ClosingScript;
import dev.migrationcontrol.schema.ClosingScripts;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How the schema of an environment differs from what its history has built. */
@Schema(name = "Drift", description = "How the schema of an environment differs from what its history has built.")
record DriftReport(
        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(description = "When it was looked at.", examples = "2026-01-31T03:00:00Z")
        Instant checkedAt,

        @Schema(description = "The newest version that was applied; null for none.", examples = "44") @Nullable
        String version,

        @Schema(description = "Whether something differs that is not accepted.", examples = "DRIFTED")
        DriftState state,

        @Schema(
                description = "What the check before found; null where there was none that found anything out.",
                examples = "NONE")
        @Nullable
        DriftState before,

        @Schema(description = "Every object that differs, accepted or not; at most 500.")
        List<DriftedObject> objects,

        @Schema(description = "How many more there are.", examples = "0")
        int objectsLeftOut,

        @Schema(
                description = "What is not compared and why, and what belongs to others.",
                examples = "[\"2 partitions that were made at run time are not compared.\"]")
        List<String> notes,

        @Schema(description = "Scripts that would close the differences; null where there are none.") @Nullable
        Closing closing,

        @Schema(description = "Where the history was run; null where it was not.")
        Rehearsal.@Nullable Server server) {
    static final int MOST_OBJECTS = 500;

    DriftReport {
        objects = List.copyOf(objects);
        notes = List.copyOf(notes);
    }

    /** The scripts of both directions. */
    @Schema(
            name = "DriftClosing",
            description =
                    "Scripts that would close the differences, each run on a scratch database. A table or a column is"
                            + " dropped only where the request names it in `droppable`.")
    record Closing(
            @Schema(description = "Changes the environment to what its history has built.") @Nullable
            ClosingScript database,

            @Schema(
                    description = "The migration that is missing: it changes what the history has built to what the"
                            + " environment is.")
            @Nullable
            ClosingScript scripts) {
        private static final int LONGEST = 500_000;

        static Closing of(ClosingScripts.Both both) {
            return new Closing(bounded(both.forDatabase()), bounded(both.forScripts()));
        }

        /** A result is stored and shown as a whole. */
        private static ClosingScript bounded(ClosingScript script) {
            return script.sql().length() <= LONGEST
                    ? script
                    : new ClosingScript("", false, List.of(), "The script has more than " + LONGEST + " characters.");
        }
    }

    /** How many objects differ and are not accepted. */
    @JsonIgnore
    int open() {
        return (int) objects.stream().filter(each -> each.accepted() == null).count();
    }

    DriftReport seen(@Nullable DriftState earlier, List<DriftedObject> dated) {
        return new DriftReport(
                environment, checkedAt, version, state, earlier, dated, objectsLeftOut, notes, closing, server);
    }
}
