package dev.migrationcontrol.rehearsal;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the schema is built from on which a plan is rehearsed. */
@Schema(
        name = "SchemaFrom",
        description =
                "HISTORY: the scripts that the history says were applied are run. LIVE: the schema of the environment is"
                        + " copied, without rows, so that what changed outside of migrations is there too.")
public enum SchemaFrom {
    HISTORY,
    LIVE
}
