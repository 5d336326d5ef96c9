package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.engine.StopSignal.Why;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A service that stops lets the running statements end for a while, and then ends them. */
class DrainTest {
    private final RunningOperations running = new RunningOperations();
    private final EventWaiters waiting = new EventWaiters();
    private final OperationRun run = new MemoryRun().first();

    @Test
    void whatRunsIsLetRunForTheGracePeriodAndEndedAfterIt() {
        running.add(run);
        drain("300ms").begin();
        assertThat(run.stop().why()).isEqualTo(Why.DRAINING);
        assertThat(run.stop().endsStatements()).isFalse();
        await().atMost(Duration.ofSeconds(20)).until(() -> run.stop().endsStatements());
        assertThat(run.stop().why()).isEqualTo(Why.HANDED_OVER);
    }

    @Test
    void aCancellationMeanwhileIsStillACancellation() {
        running.add(run);
        drain("100ms").begin();
        running.cancel(run.operation().id());
        OperationRun other = new MemoryRun().first();
        running.add(other);
        await().atMost(Duration.ofSeconds(20)).until(() -> other.stop().why() == Why.HANDED_OVER);
        assertThat(run.stop().why()).isEqualTo(Why.CANCELLED);
    }

    @Test
    void whoFollowsAnOperationIsWokenOnceToLookForAnotherNode() {
        CompletableFuture<Void> follower = waiting.forNewsOf(UUID.randomUUID());
        Drain drain = drain("1h");
        drain.begin();
        assertThat(follower).isCompleted();
        CompletableFuture<Void> later = waiting.forNewsOf(UUID.randomUUID());
        drain.begin();
        assertThat(later).isNotCompleted();
    }

    private Drain drain(String wait) {
        return new Drain(running, waiting, Settings.of("shutdown-wait", wait));
    }
}
