package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.NumberedEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Follows the events of operations, whichever replica executes them; a follower that only waits costs no thread. */
@Singleton
final class EventStream {
    private final EventReads reads;
    private final EventWaiters waiting;
    private final RunningOperations running;
    private final OperationConfig config;

    EventStream(EventReads reads, EventWaiters waiting, RunningOperations running, OperationConfig config) {
        this.reads = reads;
        this.waiting = waiting;
        this.running = running;
        this.config = config;
    }

    /** Events that came together; none when nothing happened for the time of a heartbeat, or after the last one. */
    record Batch(List<NumberedEvent> events, boolean last) {}

    /** The events after one of them, until the operation has ended, or this replica does: another replica goes on then. */
    Multi<Batch> follow(UUID id, long after) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Follower(id, after), Follower::next)
                .until(Batch::last);
    }

    private final class Follower {
        private final UUID id;
        private long seen;

        Follower(UUID id, long after) {
            this.id = id;
            this.seen = after;
        }

        Uni<Batch> next() {
            CompletableFuture<Void> news = waiting.forNewsOf(id);
            return Uni.createFrom()
                    .completionStage(() -> reads.after(id, seen))
                    .map(this::batch)
                    .chain(batch -> batch.last() || !batch.events().isEmpty()
                            ? Uni.createFrom().item(batch)
                            : await(news))
                    .onTermination()
                    .invoke(() -> waiting.forget(id, news));
        }

        private Batch batch(EventReads.Read read) {
            List<NumberedEvent> found = read.events();
            if (!found.isEmpty()) {
                seen = found.get(found.size() - 1).number();
            }
            return new Batch(found, (read.ended() || running.isStopping()) && found.isEmpty());
        }

        private Uni<Batch> await(CompletableFuture<Void> news) {
            Duration heartbeat = config.eventHeartbeat();
            return Uni.createFrom()
                    .completionStage(news)
                    .ifNoItem()
                    .after(heartbeat)
                    .recoverWithUni(Uni.createFrom().voidItem())
                    .map(unused -> new Batch(List.of(), false));
        }
    }
}
