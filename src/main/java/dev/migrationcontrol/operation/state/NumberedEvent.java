package dev.migrationcontrol.operation.state;

import java.time.Instant;

/**
 * An event as it is stored.
 *
 * @param number from 1, without gaps, in the order in which the operation's events were committed
 * @param body a JSON object
 */
public record NumberedEvent(long number, String kind, Instant at, String body) {}
