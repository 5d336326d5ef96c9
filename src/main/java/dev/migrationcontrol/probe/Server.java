package dev.migrationcontrol.probe;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The server that answered for an environment. */
@Schema(description = "The server that answered.")
public record Server(
        @Schema(description = "Its version, as PostgreSQL numbers it.", examples = "15.18")
        String version,

        @Schema(
                description =
                        "Whether it takes no changes: a standby in recovery, or read-only by default for this user.",
                examples = "false")
        boolean readOnly,

        @Schema(
                description = "The connection pooler in between, on which changes are refused: pgbouncer, or pooler for"
                        + " one that does not say what it is; null on a direct connection.",
                examples = "pgbouncer")
        @Nullable
        String pooler) {
    /** The major version. */
    public int major() {
        String digits = version.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
