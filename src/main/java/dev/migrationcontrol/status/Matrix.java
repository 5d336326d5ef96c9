package dev.migrationcontrol.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.script.Version;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where every migration stands in every environment. */
@Schema(description = "Where every migration stands in every environment; what is the same everywhere may be folded.")
record Matrix(
        @Schema(description = "The environments, in display order.")
        List<Column> environments,

        @Schema(description = "The migrations, repeatable ones first, then the newest version first.")
        List<Row> items,

        @Schema(
                description =
                        "The rows that are left out, since they are applied in every environment that answers; null"
                                + " where none is.")
        @Nullable
        Fold folded,

        @Schema(description = "How many migrations there are in all.", examples = "45")
        int total,

        @Schema(description = "What to send as pageToken for the next page; null on the last one.", examples = "MTAw")
        @Nullable
        String nextPageToken) {
    Matrix {
        environments = List.copyOf(environments);
        items = List.copyOf(items);
    }

    /** An environment. */
    @Schema(name = "MatrixColumn", description = "An environment of the matrix, with its state in short.")
    record Column(
            @Schema(description = "Its name.", examples = "production")
            String name,

            @Schema(description = "Whether a change has to be confirmed.", examples = "true") @JsonProperty("protected")
            boolean isProtected,

            @Schema(description = "Its state, as in its status.", examples = "PENDING")
            StatusState state,

            @Schema(description = "When it was checked.", examples = "2026-01-31T10:00:00Z")
            Instant checkedAt,

            @Schema(
                    description = "The newest version that is applied; null where none is, or it is not known.",
                    examples = "42",
                    implementation = String.class)
            @Nullable
            Version currentVersion,

            @Schema(
                    description = "The newest version of any script; null where there is none.",
                    examples = "44",
                    implementation = String.class)
            @Nullable
            Version latestVersion,

            @Schema(description = "How many migrations the next upgrade runs.", examples = "2")
            int pending,

            @Schema(description = "The first thing that is wrong; null where nothing is.") @Nullable
            StatusProblem problem,

            @Schema(description = "How many things are wrong.", examples = "0")
            int problems) {

        static Column of(EnvironmentStatus status, boolean isProtected) {
            return new Column(
                    status.environment(),
                    isProtected,
                    status.state(),
                    status.checkedAt(),
                    status.currentVersion(),
                    status.latestVersion(),
                    status.pending().size(),
                    status.problems().isEmpty() ? null : status.problems().get(0),
                    status.problems().size());
        }
    }

    /** A migration. */
    @Schema(name = "MatrixRow", description = "A migration, with a cell for each environment in their order.")
    record Row(
            @Schema(description = "Its version; null for a repeatable.", examples = "42", implementation = String.class)
            @Nullable
            Version version,

            @Schema(description = "What its name says.", examples = "add customers")
            String description,

            @Schema(description = "Its script.", examples = "V42__add_customers.sql")
            String script,

            @Schema(description = "The script that undoes it; null where there is none.", examples = "U42__add.sql")
            @Nullable
            String undo,

            @Schema(description = "One for each environment, in their order.")
            List<Cell> cells) {}

    /** A migration in an environment. */
    @Schema(name = "MatrixCell", description = "A migration in one environment.")
    record Cell(
            @Schema(
                    description = "Its state there, as Flyway decides it; null where the environment has neither script"
                            + " nor row, or nothing is known of it.",
                    examples = "SUCCESS")
            @Nullable
            MigrationState state,

            @Schema(description = "When it was applied there.", examples = "2026-01-31T10:00:00Z") @Nullable
            Instant installedAt,

            @Schema(description = "What is wrong with it there; null where nothing is.", examples = "CHECKSUM_MISMATCH")
            StatusProblem.@Nullable Kind problem) {
        /** Of an environment that does not answer, or has no such migration. */
        static final Cell NOTHING = new Cell(null, null, null);

        boolean sound() {
            return problem == null && (state == MigrationState.SUCCESS || state == MigrationState.BASELINE);
        }
    }

    /** What is left out. */
    @Schema(name = "MatrixFold", description = "Rows that are left out.")
    record Fold(
            @Schema(description = "How many.", examples = "39")
            int count,

            @Schema(
                    description = "The oldest version of them; null where only repeatables are.",
                    examples = "1",
                    implementation = String.class)
            @Nullable
            Version from,

            @Schema(description = "The newest version of them.", examples = "39", implementation = String.class)
            @Nullable
            Version to) {}
}
