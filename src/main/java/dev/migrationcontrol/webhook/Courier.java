package dev.migrationcontrol.webhook;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Sends one delivery and records what came of it. A receiver that does not answer at all is left alone for a while, with
 * everything that waits for it; one that answers with an error gets the next message at once.
 */
@Singleton
final class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);
    private static final int GONE = 410;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** How long recording the answer may take, after the timeout of the receiver, before another replica tries. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final DeliveryStore store;
    private final Sender sender;
    private final RetryPolicy policy;
    private final Clock clock;
    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();

    /** @param silences how often the receiver did not answer, one after another */
    private record Pause(int silences, Instant until) {}

    Courier(DeliveryStore store, Sender sender, RetryPolicy policy, Clock clock) {
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

    /** Whether the receiver is left alone now. */
    boolean pauses(String receiver) {
        Pause pause = pauses.get(receiver);
        return pause != null && clock.instant().isBefore(pause.until());
    }

    /** @return whether to go on with the next one at once */
    boolean sendNext(Receiver receiver) {
        Instant now = clock.instant();
        Optional<Delivery> claimed =
                store.claim(receiver.name(), now, now.plus(receiver.timeout()).plus(LEASE));
        if (claimed.isEmpty()) {
            return false;
        }
        Delivery delivery = claimed.get();
        Sender.Answer answer = sender.send(receiver, delivery);
        record(delivery, answer);
        if (answer.status() == null) {
            pause(receiver.name());
            return false;
        }
        pauses.remove(receiver.name());
        return true;
    }

    private void pause(String receiver) {
        Pause last = pauses.get(receiver);
        int silences = last == null ? 1 : last.silences() + 1;
        Duration delay = policy.delay(silences);
        Duration bounded = delay.compareTo(LONGEST_PAUSE) < 0 ? delay : LONGEST_PAUSE;
        pauses.put(receiver, new Pause(silences, clock.instant().plus(bounded)));
    }

    private void record(Delivery delivery, Sender.Answer answer) {
        Instant now = clock.instant();
        if (answer.error() == null) {
            store.record(delivery, result(Delivery.State.DELIVERED, now, null, answer));
            return;
        }
        Optional<Instant> next = Integer.valueOf(GONE).equals(answer.status())
                ? Optional.empty()
                : policy.delayAfter(delivery.attempts() + 1).map(now::plus);
        Delivery.State state = next.isPresent() ? Delivery.State.PENDING : Delivery.State.DEAD;
        store.record(delivery, result(state, now, next.orElse(null), answer));
        log(delivery, answer, state);
    }

    private static DeliveryStore.Attempt result(
            Delivery.State state, Instant at, @org.jspecify.annotations.Nullable Instant next, Sender.Answer answer) {
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
