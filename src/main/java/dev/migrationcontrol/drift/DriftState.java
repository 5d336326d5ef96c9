package dev.migrationcontrol.drift;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Whether a schema is what its history has built. */
@Schema(
        name = "DriftState",
        description =
                "NONE: nothing differs that is not accepted. DRIFTED: something does. UNKNOWN: the history cannot be run,"
                        + " so that there is nothing to compare with.")
enum DriftState {
    NONE,
    DRIFTED,
    UNKNOWN
}
