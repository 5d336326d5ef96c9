package dev.migrationcontrol.status;

import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.script.Version;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What differs between two environments. */
@Schema(description = "What differs between two environments: their migrations and, on request, their schemas.")
record EnvironmentComparison(
        @Schema(description = "One environment.", examples = "test")
        String left,

        @Schema(description = "The other one.", examples = "production")
        String right,

        @Schema(description = "The migrations whose state or checksum differs, the newest first.")
        List<Row> migrations,

        @Schema(description = "How many migrations are the same in both.", examples = "40")
        int same,

        @Schema(
                description = "The objects that differ, `actual` on the left, `expected` on the right; null unless they"
                        + " were asked for.")
        @Nullable
        List<Difference> objects,

        @Schema(description = "How many objects differ; null unless they were asked for.", examples = "3") @Nullable
        Integer objectCount,

        @Schema(description = "What could not be compared, and why.", examples = "[]")
        List<String> notes) {
    EnvironmentComparison {
        migrations = List.copyOf(migrations);
        notes = List.copyOf(notes);
    }

    /** A migration that differs. */
    @Schema(name = "ComparedMigration", description = "A migration in two environments.")
    record Row(
            @Schema(description = "Its version; null for a repeatable.", examples = "42", implementation = String.class)
            @Nullable
            Version version,

            @Schema(description = "What its name says.", examples = "add customers")
            String description,

            @Schema(description = "In the left one; null where it is not there.") @Nullable
            Side left,

            @Schema(description = "In the right one; null where it is not there.") @Nullable
            Side right) {
        boolean differs() {
            return left == null || right == null || !left.equals(right);
        }
    }

    /** A migration in one of them. */
    @Schema(name = "ComparedSide", description = "A migration in one of two environments.")
    record Side(
            @Schema(description = "Its state, as Flyway decides it.", examples = "SUCCESS")
            MigrationState state,

            @Schema(description = "Its script.", examples = "V42__add_customers.sql")
            String script,

            @Schema(description = "Its checksum.", examples = "-1327540394") @Nullable
            Integer checksum) {
        static Side of(MigrationEntry entry) {
            return new Side(Objects.requireNonNull(entry.state()), entry.script(), entry.checksum());
        }
    }
}
