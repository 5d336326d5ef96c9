package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EventWaitersTest {
    private final EventWaiters waiting = new EventWaiters();
    private final UUID id = UUID.randomUUID();

    @Test
    void allWhoWaitForAnOperationHearOfItAndNobodyElse() {
        CompletableFuture<Void> one = waiting.forNewsOf(id);
        CompletableFuture<Void> two = waiting.forNewsOf(id);
        CompletableFuture<Void> other = waiting.forNewsOf(UUID.randomUUID());
        waiting.wake(id);
        assertThat(one).isCompleted();
        assertThat(two).isCompleted();
        assertThat(other).isNotCompleted();
        waiting.wakeAll();
        assertThat(other).isCompleted();
    }

    @Test
    void newsComeOnceForEachWhoAsked() {
        waiting.forNewsOf(id);
        waiting.wake(id);
        CompletableFuture<Void> later = waiting.forNewsOf(id);
        assertThat(later).isNotCompleted();
        waiting.wake(id);
        assertThat(later).isCompleted();
    }

    @Test
    void whoIsForgottenHearsNothingAndTheOthersStillDo() {
        CompletableFuture<Void> gone = waiting.forNewsOf(id);
        CompletableFuture<Void> stays = waiting.forNewsOf(id);
        waiting.forget(id, gone);
        waiting.forget(id, gone);
        waiting.wake(id);
        assertThat(gone).isNotCompleted();
        assertThat(stays).isCompleted();
        waiting.forget(id, stays);
    }
}
