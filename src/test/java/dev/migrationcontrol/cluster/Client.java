package dev.migrationcontrol.cluster;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;

/** A pipeline that trusts the service blindly: asks any replica, with a key, again and again until it gets an answer. */
final class Client {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;

    private final Cluster cluster;
    private final Random random;
    private int repeats;

    Client(Cluster cluster, Random random) {
        this.cluster = cluster;
        this.random = random;
    }

    Cluster cluster() {
        return cluster;
    }

    /** How often a request was sent again. */
    int repeats() {
        return repeats;
    }

    Answer post(String path, String body, String key) {
        return untilAnswered(path, replica -> replica.post(path, body, "Idempotency-Key", key));
    }

    Answer get(String path) {
        return untilAnswered(path, replica -> replica.get(path));
    }

    /** The operation as it has ended. */
    Answer awaitEnd(String id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Answer answer = get("/api/v1/operations/" + id);
            if (answer.status() == 200 && !answer.body().path("finishedAt").isNull()) {
                return answer;
            }
            Replica.sleep(20);
        }
        throw new IllegalStateException("operation " + id + " does not end: " + get("/api/v1/operations/" + id));
    }

    private Answer untilAnswered(String what, Call call) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Replica replica = cluster.replica(random.nextInt(cluster.size()));
            try {
                Answer answer = call.on(replica);
                if (answer.status() == SERVER_ERROR) {
                    throw new IllegalStateException(what + " is a fault of " + replica.name() + ": " + answer);
                }
                if (answer.status() != UNAVAILABLE) {
                    return answer;
                }
            } catch (UncheckedIOException dead) {
                // this one is dead, or paused, or its answer was lost
            }
            repeats++;
            Replica.sleep(50 + random.nextInt(150));
        }
        throw new IllegalStateException("no replica answers to " + what);
    }

    private interface Call {
        Answer on(Replica replica);
    }
}
