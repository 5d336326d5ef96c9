package dev.migrationcontrol.webhook;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Sends what is due. Once a second it is asked in one statement which receivers have something; each of them gets one
 * thread of this replica at the most, on which its messages go one after another.
 */
@Singleton
final class DeliveryRounds {
    private static final Logger LOG = Logger.getLogger(DeliveryRounds.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long SWEEP_MILLIS = Duration.ofMinutes(10).toMillis();

    /** A replica of another configuration may still send to receivers that this one does not know. */
    private static final Duration UNKNOWN_FOR = Duration.ofMinutes(10);

    private final Receivers receivers;
    private final DeliveryStore store;
    private final Courier courier;
    private final RetryConfig config;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(DeliveryRounds::thread);
    private final ExecutorService workers = Executors.newCachedThreadPool(DeliveryRounds::thread);
    private volatile boolean stopping;

    DeliveryRounds(Receivers receivers, DeliveryStore store, Courier courier, RetryConfig config, Clock clock) {
        this.receivers = receivers;
        this.store = store;
        this.courier = courier;
        this.config = config;
        this.clock = clock;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "webhooks");
        thread.setDaemon(true);
        return thread;
    }

    /** After the control database is migrated. */
    void start(@Observes @Priority(1000) StartupEvent event) {
        timer.scheduleWithFixedDelay(() -> quietly(this::look), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        timer.scheduleWithFixedDelay(() -> quietly(this::sweep), SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** What is being sent is sent again after its lease, when it is not recorded any more. */
    void stop(@Observes @Priority(90) ShutdownEvent event) {
        stopping = true;
        timer.shutdown();
        workers.shutdown();
    }

    private void look() {
        List<String> free = receivers.all().stream()
                .map(Receiver::name)
                .filter(name -> !busy.contains(name) && !courier.pauses(name))
                .toList();
        if (free.isEmpty() || stopping) {
            return;
        }
        for (String name : store.due(free, clock.instant())) {
            Receiver receiver = receivers.require(name);
            if (busy.add(name)) {
                workers.execute(() -> quietly(() -> {
                    try {
                        round(receiver);
                    } finally {
                        busy.remove(name);
                    }
                }));
            }
        }
    }

    private void round(Receiver receiver) {
        while (!stopping && courier.sendNext(receiver)) {
            // the next one
        }
    }

    /** Forgets what is kept no longer. */
    void sweep() {
        Instant now = clock.instant();
        repeat(from -> store.forgetDelivered(from, now.minus(config.keepDelivered())));
        repeat(from -> store.forgetDead(from, now.minus(config.keepDead())));
        store.giveUpUnknown(receivers.all().stream().map(Receiver::name).toList(), now.minus(UNKNOWN_FOR));
    }

    private void repeat(Function<Instant, Optional<Instant>> batch) {
        Optional<Instant> last = Optional.of(Instant.EPOCH);
        while (!stopping && last.isPresent()) {
            last = batch.apply(last.get());
        }
    }

    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.debugf("Deliveries wait: %s", e.getMessage());
        }
    }
}
