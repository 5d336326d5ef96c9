package dev.migrationcontrol.adoption;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How far the consolidation of an environment has come. */
@Schema(
        name = "ConsolidationStage",
        description =
                "How far a consolidation has come. NONE: the old systems are as they were. ADOPTED: the history is"
                        + " Flyway's, the old version tables are untouched. RETIRED: they are in the archive, and guards are in their places.")
enum Stage {
    NONE,
    ADOPTED,
    RETIRED
}
