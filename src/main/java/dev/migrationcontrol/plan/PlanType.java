package dev.migrationcontrol.plan;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a plan would do. */
@Schema(name = "PlanType", description = "What a plan would do.")
public enum PlanType {
    /** Apply pending migrations. */
    UPGRADE,
    /** Undo applied migrations. */
    ROLLBACK
}
