package dev.migrationcontrol.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A receiver as it is shown. */
@Schema(name = "Webhook", description = "A configured receiver and its deliveries; never its secret.")
record WebhookDescription(
        @Schema(description = "Its name.", examples = "ops") String name,

        @Schema(
                description = "Scheme, host and port of its URL; the rest may hold a token and is not shown.",
                examples = "https://hooks.example.org")
        String origin,

        @Schema(
                description = "The events that are sent to it; `operation.*` is all of them.",
                examples = "operation.failed")
        List<String> events,

        @Schema(
                description = "The environments whose events are sent to it; all of them when empty.",
                examples = "production")
        List<String> environments,

        @Schema(
                description = "How long it may take to answer.",
                examples = "PT10S",
                type = SchemaType.STRING,
                format = "duration")
        Duration timeout,

        @Schema(
                description = "How many deliveries will be tried, or tried again; 10000 means 10000 or more.",
                examples = "0")
        long pending,

        @Schema(
                description = "How many deliveries arrived in the last week; 10000 means 10000 or more.",
                examples = "42")
        long delivered,

        @Schema(description = "How many deliveries were given up; 10000 means 10000 or more.", examples = "0")
        long dead) {
    static WebhookDescription of(Receiver receiver, Map<Delivery.State, Long> counts) {
        return new WebhookDescription(
                receiver.name(),
                receiver.origin(),
                receiver.events(),
                receiver.environments(),
                receiver.timeout(),
                counts.getOrDefault(Delivery.State.PENDING, 0L),
                counts.getOrDefault(Delivery.State.DELIVERED, 0L),
                counts.getOrDefault(Delivery.State.DEAD, 0L));
    }
}
