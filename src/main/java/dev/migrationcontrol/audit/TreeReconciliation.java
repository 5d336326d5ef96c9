package dev.migrationcontrol.audit;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one system recorded in one environment's database, against the files of the tree. */
@Schema(description = "What one system recorded in one environment's database, against the files of the tree.")
record TreeReconciliation(
        @Schema(description = "The environment.", examples = "production")
        String environment,

        @Schema(
                description =
                        "The system; null when the database could not be reached, or has no version table that is known.",
                examples = "alembic")
        @Nullable
        String system,

        @Schema(description = "Its version table; null where there is no system.", examples = "public.alembic_version")
        @Nullable
        String table,

        @Schema(
                description = "Where its scripts are in the tree; null when the tree has none.",
                examples = "migrations/versions")
        @Nullable
        String location,

        @Schema(
                description = "The newest version there: one, or one for each head or app.",
                examples = "[\"ae1027a6acf\"]")
        List<String> recorded,

        @Schema(description = "Recorded versions that no file of the tree has.", examples = "[]")
        List<String> withoutFile,

        @Schema(
                description = "Versions of the tree that are not recorded yet, as far as the recorded ones show.",
                examples = "[\"1975ea83b712\"]")
        List<String> notRecorded,

        @Schema(
                description = "Versions whose rows say that they failed, or were begun and never ended.",
                examples = "[]")
        List<String> failed,

        @Schema(description = "Why nothing could be compared; null otherwise.", examples = "connection refused")
        @Nullable
        String unreachable) {
    /** Reports that were stored by earlier versions know no failed rows. */
    public TreeReconciliation {
        failed = failed == null ? List.of() : List.copyOf(failed);
    }

    /** Of a database in which no version table is known. */
    static TreeReconciliation nothing(String environment) {
        return new TreeReconciliation(environment, null, null, null, List.of(), List.of(), List.of(), List.of(), null);
    }

    static TreeReconciliation unreachable(String environment, String reason) {
        return new TreeReconciliation(
                environment, null, null, null, List.of(), List.of(), List.of(), List.of(), reason);
    }
}
