package dev.migrationcontrol.webhook;

import dev.migrationcontrol.operation.DurableTask;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tries one delivery. A node sends each receiver one message at a time, so that a slow one takes one thread alone. */
@Singleton
final class DeliveryTask implements DurableTask {
    static final String NAME = "webhook-delivery";

    private static final Logger LOG = Logger.getLogger(DeliveryTask.class);
    private static final int GONE = 410;
    private static final Duration KEPT = Duration.ofDays(7);

    private final Receivers receivers;
    private final DeliveryStore store;
    private final Sender sender;
    private final RetryPolicy policy;
    private final Clock clock;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();

    DeliveryTask(Receivers receivers, DeliveryStore store, Sender sender, RetryPolicy policy, Clock clock) {
        this.receivers = receivers;
        this.store = store;
        this.sender = sender;
        this.policy = policy;
        this.clock = clock;
    }

    @Produces
    @Singleton
    static RetryPolicy policy(RetryConfig config) {
        return new RetryPolicy(
                config.firstDelay(),
                config.longestDelay(),
                config.attempts(),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int threads() {
        return receivers.all().size();
    }

    @Override
    public Optional<Instant> run(String id) {
        Optional<Delivery> found = store.inTransaction(connection -> store.find(connection, UUID.fromString(id)))
                .filter(delivery -> delivery.state() == Delivery.State.PENDING);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Delivery delivery = found.get();
        if (!busy.add(delivery.webhook())) {
            long millis = ThreadLocalRandom.current().nextLong(500, 3_000);
            return Optional.of(Instant.now().plusMillis(millis));
        }
        try {
            return attempt(delivery);
        } finally {
            busy.remove(delivery.webhook());
        }
    }

    private Optional<Instant> attempt(Delivery delivery) {
        Optional<Receiver> receiver = receivers.find(delivery.webhook());
        Sender.Answer answer = receiver.map(to -> sender.send(to, delivery))
                .orElseGet(() -> Sender.Answer.none("is not configured any more"));
        Instant now = clock.instant();
        if (answer.error() == null) {
            store.record(delivery, result(Delivery.State.DELIVERED, now, null, answer));
            store.forgetDelivered(now.minus(KEPT));
            return Optional.empty();
        }
        boolean hopeless = receiver.isEmpty() || Integer.valueOf(GONE).equals(answer.status());
        Optional<Instant> next = hopeless
                ? Optional.empty()
                : policy.delayAfter(delivery.attempts() + 1).map(now::plus);
        Delivery.State state = next.isPresent() ? Delivery.State.PENDING : Delivery.State.DEAD;
        store.record(delivery, result(state, now, next.orElse(null), answer));
        log(delivery, answer, state);
        return next;
    }

    private static DeliveryStore.Attempt result(
            Delivery.State state, Instant at, @Nullable Instant next, Sender.Answer answer) {
        return new DeliveryStore.Attempt(state, at, next, answer.status(), answer.error());
    }

    private static void log(Delivery delivery, Sender.Answer answer, Delivery.State state) {
        Logger.Level level = state == Delivery.State.DEAD ? Logger.Level.WARN : Logger.Level.INFO;
        LOG.logf(
                level,
                "Webhook %s %s: delivery %s of %s, attempt %d, is %s",
                delivery.webhook(),
                answer.error(),
                delivery.id(),
                delivery.event(),
                delivery.attempts() + 1,
                state);
    }
}
