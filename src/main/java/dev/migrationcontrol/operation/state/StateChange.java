package dev.migrationcontrol.operation.state;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation came into a state.
 *
 * @param environment null for work on no environment
 */
public record StateChange(
        UUID operation, String type, @Nullable String environment, OperationState state, Instant at) {}
