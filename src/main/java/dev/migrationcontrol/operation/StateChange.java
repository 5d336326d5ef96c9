package dev.migrationcontrol.operation;

import java.time.Instant;
import java.util.UUID;

/** An operation came into a state. */
public record StateChange(UUID operation, String type, String environment, OperationState state, Instant at) {}
