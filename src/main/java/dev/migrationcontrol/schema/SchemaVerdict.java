package dev.migrationcontrol.schema;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far two schemas agree. */
@Schema(
        name = "SchemaVerdict",
        description =
                "EXACT: every object is the same. EQUIVALENT: only the order of columns differs. DIFFERENT: see the"
                        + " differences.")
public enum SchemaVerdict {
    EXACT,
    EQUIVALENT,
    DIFFERENT
}
