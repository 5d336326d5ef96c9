package dev.migrationcontrol.webhook;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A message for one receiver. */
@Schema(name = "WebhookDelivery", description = "A message for one receiver, and what came of it.")
record Delivery(
        @Schema(
                description = "Identifies the delivery; the receiver gets it as `webhook-id`, after `msg_`.",
                examples = "0b9f8c7e-5d1c-4b8e-9d61-3c1f0f6a2b11")
        UUID id,

        @Schema(description = "The receiver's name.", examples = "ops")
        String webhook,

        @Schema(description = "Its event.", examples = "operation.failed")
        String event,

        @Schema(description = "The operation's environment; null when it has none.", examples = "production") @Nullable
        String environment,

        @Schema(description = "The operation.", examples = "0192f0c1-7c00-7000-8000-000000000000")
        UUID operation,

        @Schema(description = "Its state.", examples = "DEAD")
        State state,

        @Schema(description = "How many attempts there were since it was last begun.", examples = "12")
        int attempts,

        @Schema(description = "When the operation reached the state.", examples = "2026-01-31T10:00:00Z")
        Instant createdAt,

        @Schema(description = "When it was last tried.", examples = "2026-02-01T08:00:00Z") @Nullable
        Instant lastAttemptAt,

        @Schema(description = "When it is tried next; null unless it is pending.", examples = "2026-02-01T14:00:00Z")
        @Nullable
        Instant nextAttemptAt,

        @Schema(description = "The HTTP status of the last answer; null when there was none.", examples = "503")
        @Nullable
        Integer lastStatus,

        @Schema(description = "Why the last attempt failed; null when it did not.", examples = "answered 503") @Nullable
        String lastError,

        @JsonIgnore @Schema(hidden = true) Content content) {
    /** Where a delivery is. */
    @Schema(name = "DeliveryState", description = "Where a delivery is.")
    enum State {
        /** To be tried, or tried again. */
        PENDING,
        /** The receiver answered with a 2xx status. */
        DELIVERED,
        /** Given up; it can be tried again by hand. */
        DEAD
    }

    /** What is sent, and the place in lists. */
    record Content(long number, String body) {}
}
