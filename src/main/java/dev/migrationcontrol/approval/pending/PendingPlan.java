package dev.migrationcontrol.approval.pending;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.plan.PlanType;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan of an environment whose policy asks for approvals, which can still be run. */
@Schema(name = "PendingPlan", description = "A plan that needs approvals, and can still be run.")
@JsonInclude(JsonInclude.Include.ALWAYS)
record PendingPlan(
        @Schema(description = "The plan.", examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        UUID plan,

        @Schema(description = "The environment that it is for.", examples = "production")
        String environment,

        @Schema(description = "What it would do.", examples = "UPGRADE")
        PlanType type,

        @Schema(description = "How many scripts it would run.", examples = "2")
        int scripts,

        @Schema(description = "Who made it.", examples = "token|anna")
        String createdBy,

        @Schema(description = "When.", examples = "2026-01-31T10:00:00Z")
        Instant createdAt,

        @Schema(description = "Until when it can be run.", examples = "2026-01-31T11:00:00Z")
        Instant expiresAt,

        @Schema(description = "How many persons who did not make it have approved it.", examples = "0")
        int approved,

        @Schema(description = "How many have to.", examples = "1")
        int needed,

        @Schema(description = "Whether a person has rejected it, which no approval outweighs.", examples = "false")
        boolean rejected,

        @Schema(
                description = "What the caller has decided; null where it has not.",
                enumeration = {"APPROVED", "REJECTED"},
                examples = "APPROVED")
        @Nullable
        String decision,

        @Schema(description = "Whether the plan waits for a decision that this caller may take.", examples = "true")
        boolean awaitsCaller) {}
