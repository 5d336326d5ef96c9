package dev.migrationcontrol.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.engine.RunAborted;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ControlContactTest {
    private final StopSignal stop = new StopSignal();

    @Test
    void aFreshContactLetsTheWorkGoOn() {
        ControlContact contact = new ControlContact(Duration.ofMinutes(1), Duration.ZERO);
        assertThatCode(() -> contact.await(stop)).doesNotThrowAnyException();
    }

    @Test
    void withoutOneForTooLongTheWorkEnds() throws InterruptedException {
        ControlContact contact = new ControlContact(Duration.ofMillis(1), Duration.ofMillis(150));
        Thread.sleep(5);
        assertThatThrownBy(() -> contact.await(stop))
                .isInstanceOf(RunAborted.class)
                .hasMessageContaining("no further step is begun");
    }

    @Test
    void anOldOneIsWaitedForAndTheNextOneEndsTheWait() throws Exception {
        ControlContact contact = new ControlContact(Duration.ofSeconds(1), Duration.ofMinutes(1));
        Thread.sleep(1_050);
        CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> {
            try {
                contact.await(stop);
            } catch (RunFailure e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.sleep(120);
        assertThat(waits).isNotDone();
        contact.made();
        assertThat(waits).succeedsWithin(5, TimeUnit.SECONDS);
    }

    @Test
    void whoeverShouldEndDoesNotWait() {
        ControlContact fresh = new ControlContact(Duration.ofMinutes(1), Duration.ZERO);
        ControlContact old = new ControlContact(Duration.ZERO, Duration.ofMinutes(1));
        stop.because(StopSignal.Why.HANDED_OVER);
        for (ControlContact contact : new ControlContact[] {fresh, old}) {
            assertThatThrownBy(() -> contact.await(stop))
                    .isInstanceOfSatisfying(
                            RunFailure.class, e -> assertThat(e.reason()).isEqualTo(RunFailure.Reason.HANDED_OVER));
        }
    }
}
