package dev.migrationcontrol.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.QueryCost;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Each question about deliveries is answered by an index, however many there are. */
class DeliveryQueriesTest {
    private static final List<String> RECEIVERS = List.of("hook-0", "hook-1", "hook-2", "hook-3");

    @Test
    void listsCountsClaimsAndRetention() {
        try (QueryCost cost = QueryCost.filled()) {
            DeliveryStore store = new DeliveryStore(cost.pool(), cost.pool());
            Instant now = Instant.now();
            cost.assertCheap("all of a receiver", 150, () -> store.list("hook-0", null, null, 51));
            cost.assertCheap("dead ones", 150, () -> store.list("hook-2", Delivery.State.DEAD, null, 51));
            cost.assertCheap("none in a state", 10, () -> store.list("hook-0", Delivery.State.DEAD, null, 51));
            cost.assertCheap("counts", 41_000, () -> store.counts(RECEIVERS));
            cost.assertCheap(
                    "what is due",
                    10,
                    () -> assertThat(store.due(RECEIVERS, now)).isEmpty());
            Instant later = now.plus(2, ChronoUnit.DAYS);
            cost.assertCheap(
                    "a claim",
                    60,
                    () -> assertThat(store.claim("hook-3", later, later)).isPresent());
            AtomicReference<Instant> last = new AtomicReference<>(Instant.EPOCH);
            cost.assertCheap(
                    "delivered ones go",
                    1_200,
                    () -> last.updateAndGet(
                            from -> store.forgetDelivered(from, now).orElse(from)));
            last.set(Instant.EPOCH);
            cost.assertCheap(
                    "dead ones go",
                    1_200,
                    () -> last.updateAndGet(from -> store.forgetDead(from, now).orElse(from)));
        }
    }
}
