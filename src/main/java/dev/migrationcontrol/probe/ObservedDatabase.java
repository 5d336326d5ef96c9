package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/** The database of one environment, looked at over one kept connection and from one event loop. */
final class ObservedDatabase {
    private static final Logger LOG = Logger.getLogger(ObservedDatabase.class);

    /** How many deadlines a check waits for its turn: databases of one server take turns. */
    private static final int TURNS = 4;

    private final Vertx vertx;
    private final ContextInternal context;
    private final Duration deadline;
    private final Duration patience;
    private final ServerSlots slots;
    private final Session session;
    private final Reading look;
    private final String database;

    ObservedDatabase(Vertx vertx, PlainServers plain, Database database, Policy policy, ServerSlots slots) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.deadline = policy.statusTimeout();
        this.patience = deadline.multipliedBy(TURNS);
        this.slots = slots;
        this.session = new Session(context, new Connector(vertx, plain, database, deadline), slots);
        this.look = new Reading(policy);
        this.database = database.display();
    }

    /** How far the server has come in its log; nothing where it does not say. Never a failure. */
    Uni<Optional<LogPosition>> position() {
        return Uni.createFrom()
                .emitter(asker -> context.runOnContext(now -> within((link, started) ->
                                link.query(LogPosition.SQL).map(rows -> Optional.of(LogPosition.decode(rows))))
                        .otherwise(Optional.empty())
                        .onSuccess(asker::complete)));
    }

    Uni<Observation> observe() {
        return Uni.createFrom()
                .emitter(observer -> context.runOnContext(
                        now -> observeNow().onSuccess(observer::complete).onFailure(observer::fail)));
    }

    CompletableFuture<Void> close() {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        context.runOnContext(now -> session.drop().onComplete(done -> closed.complete(null)));
        return closed;
    }

    private Future<Observation> observeNow() {
        long asked = System.nanoTime();
        return within(look::at).otherwise(failure -> {
            if (UnreachableReason.isOurs(failure)) {
                LOG.errorf(failure, "The check of %s failed", database);
            }
            return UnreachableReason.of(failure, Reading.since(asked));
        });
    }

    /** Work over the link, with the time when it had its turn; from then on its deadline counts, as does the response time. */
    private <T> Future<T> within(BiFunction<ProbeConnection, Long, Future<T>> work) {
        Promise<T> answer = Promise.promise();
        AtomicLong started = new AtomicLong(System.nanoTime());
        long waiting = vertx.setTimer(millis(patience), late -> {
            if (answer.tryFail(new NoTurn(patience))) {
                session.drop();
            }
        });
        AtomicLong timer = new AtomicLong(waiting);
        Future<T> done = session.with(link -> work.apply(link, started.get()));
        session.turn().onSuccess(mine -> {
            vertx.cancelTimer(waiting);
            started.set(System.nanoTime());
            timer.set(vertx.setTimer(millis(deadline), late -> {
                if (answer.tryFail(new NoAnswer(deadline))) {
                    session.drop();
                }
            }));
        });
        done.onComplete(result -> {
            vertx.cancelTimer(timer.get());
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else {
                answer.tryFail(result.cause());
            }
        });
        return answer.future().onSuccess(any -> slots.answered()).onFailure(slots::failed);
    }

    private static long millis(Duration duration) {
        return Math.max(1, duration.toMillis());
    }
}
