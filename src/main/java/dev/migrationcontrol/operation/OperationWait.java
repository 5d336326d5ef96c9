package dev.migrationcontrol.operation;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Waits for the end of operations, whichever replica executes them. */
@Singleton
final class OperationWait {
    /** How often it is looked at even without news, which may be lost. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Operations operations;
    private final OperationReader reader;
    private final EventWaiters waiting;
    private final Clock clock;

    OperationWait(Operations operations, OperationReader reader, EventWaiters waiting, Clock clock) {
        this.operations = operations;
        this.reader = reader;
        this.waiting = waiting;
        this.clock = clock;
    }

    /** The operation when it has ended, or as it is when the wait is over. */
    Uni<Operation> await(Operation operation, Duration wait) {
        return await(operation.id(), clock.instant().plus(wait));
    }

    private Uni<Operation> await(UUID id, Instant deadline) {
        CompletableFuture<Void> news = waiting.forNewsOf(id);
        Duration left = Duration.between(clock.instant(), deadline);
        if (left.isNegative() || left.isZero() || reader.hasEnded(id)) {
            waiting.forget(id, news);
            return Uni.createFrom().item(operations.require(id));
        }
        return Uni.createFrom()
                .completionStage(news)
                .ifNoItem()
                .after(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN)
                .recoverWithUni(Uni.createFrom().voidItem())
                .onTermination()
                .invoke(() -> waiting.forget(id, news))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> await(id, deadline));
    }
}
