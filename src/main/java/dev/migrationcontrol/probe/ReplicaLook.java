package dev.migrationcontrol.probe;

import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an environment's replica, once that is not older than the question: the primary is asked for the position of its
 * log alone, and looked at where the replica does not come so far in time, or does not answer.
 */
final class ReplicaLook {
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int MOST_PAUSES = 10;

    private final ObservedDatabase primary;
    private final ObservedDatabase replica;

    ReplicaLook(ObservedDatabase primary, ObservedDatabase replica) {
        this.primary = primary;
        this.replica = replica;
    }

    Uni<Observation> observe() {
        return primary.position()
                .flatMap(written -> written.filter(position -> !position.standby())
                        .map(position -> follow(position.bytes(), 0))
                        .orElseGet(() -> atReplica(new ReplicaUse(
                                true,
                                null,
                                "The primary does not report the position of its log, so nobody knows whether the replica"
                                        + " is up to date."))));
    }

    /** The position is asked for before the look: within one, the server reads it later than the rows. */
    private Uni<Observation> follow(long written, int pauses) {
        return replica.position().flatMap(replayed -> judge(written, replayed, pauses));
    }

    private Uni<Observation> judge(long written, Optional<LogPosition> replayed, int pauses) {
        if (replayed.isEmpty()) {
            return atReplica(new ReplicaUse(true, null, null));
        }
        if (!replayed.get().standby()) {
            return atReplica(
                    new ReplicaUse(true, null, "The replica is no standby, so nobody knows whether it is up to date."));
        }
        long lag = written - replayed.get().bytes();
        if (lag <= 0) {
            return atReplica(new ReplicaUse(true, 0L, null));
        }
        return pauses < MOST_PAUSES ? later(written, pauses) : atPrimary(late(lag), null);
    }

    private Uni<Observation> later(long written, int pauses) {
        return Uni.createFrom().item(pauses + 1).onItem().delayIt().by(PAUSE).flatMap(done -> follow(written, done));
    }

    private Uni<Observation> atReplica(ReplicaUse use) {
        return replica.observe()
                .flatMap(seen -> seen instanceof Unreachable unreachable
                        ? atPrimary(
                                new ReplicaUse(false, null, "The replica does not answer: " + unreachable.reason()),
                                unreachable)
                        : Uni.createFrom().item(((Reachable) seen).with(use)));
    }

    /** @param tried what the replica answered, where it was asked already */
    private Uni<Observation> atPrimary(ReplicaUse use, @Nullable Unreachable tried) {
        return primary.observe().flatMap(seen -> {
            if (seen instanceof Reachable found) {
                return Uni.createFrom().item(found.with(use));
            }
            return tried == null
                    ? atReplica(new ReplicaUse(true, use.lagBytes(), use.detail()))
                    : Uni.createFrom().item(seen);
        });
    }

    private static ReplicaUse late(long lag) {
        return new ReplicaUse(
                false,
                lag,
                "The replica has not replayed the last " + lag
                        + " bytes of the primary's log: its replay is slow, or paused.");
    }
}
