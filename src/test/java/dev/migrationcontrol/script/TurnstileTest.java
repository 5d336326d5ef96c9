package dev.migrationcontrol.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private final List<CompletableFuture<String>> reads = new ArrayList<>();
    private final Turnstile<String> turnstile = new Turnstile<>(() -> {
        CompletableFuture<String> read = new CompletableFuture<>();
        reads.add(read);
        return read;
    });

    @Test
    void letsOneReadThroughAtATime() {
        ask();
        ask();
        ask();

        assertThat(reads).hasSize(1);
    }

    @Test
    void givesNobodyTheResultOfAReadThatWasUnderWay() {
        CompletableFuture<String> first = ask();
        CompletableFuture<String> second = ask();
        CompletableFuture<String> third = ask();

        reads.get(0).complete("old");
        assertThat(first).isCompletedWithValue("old");
        assertThat(second).isNotDone();

        reads.get(1).complete("new");
        assertThat(second).isCompletedWithValue("new");
        assertThat(third).isCompletedWithValue("new");
        assertThat(reads).hasSize(2);
    }

    @Test
    void goesOnAfterAFailure() {
        CompletableFuture<String> failing = ask();
        CompletableFuture<String> next = ask();

        reads.get(0).completeExceptionally(new IllegalStateException("broken"));
        reads.get(1).complete("fine");

        assertThat(failing).isCompletedExceptionally();
        assertThat(next).isCompletedWithValue("fine");
    }

    @Test
    void goesOnWhereTheReadCannotEvenBegin() {
        Turnstile<String> broken = new Turnstile<>(() -> {
            throw new IllegalStateException("broken");
        });

        for (int i = 0; i < 2; i++) {
            assertThat(broken.next()).failsWithin(1, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class);
        }
    }

    @Test
    void isNotHeldUpByACallerWhoGaveUp() {
        ask().cancel(true);
        CompletableFuture<String> patient = ask();

        reads.get(0).complete("old");
        reads.get(1).complete("new");

        assertThat(patient).isCompletedWithValue("new");
    }

    @Test
    void answersAreNeverOlderThanTheirQuestions() throws InterruptedException {
        AtomicInteger clock = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(4);
        Turnstile<Integer> times = new Turnstile<>(() -> CompletableFuture.supplyAsync(clock::get, workers));
        CountDownLatch done = new CountDownLatch(2_000);
        AtomicInteger stale = new AtomicInteger();
        for (int i = 0; i < 2_000; i++) {
            workers.execute(() -> {
                int asked = clock.incrementAndGet();
                times.next().thenAccept(answered -> {
                    stale.addAndGet(answered < asked ? 1 : 0);
                    done.countDown();
                });
            });
        }

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(stale).hasValue(0);
        workers.shutdown();
    }

    private CompletableFuture<String> ask() {
        return turnstile.next();
    }
}
