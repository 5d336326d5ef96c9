package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Environment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/** The database of one environment, looked at over one kept connection and from one event loop. */
final class ObservedDatabase {
    private static final Logger LOG = Logger.getLogger(ObservedDatabase.class);

    private final Vertx vertx;
    private final ContextInternal context;
    private final Duration deadline;
    private final Session session;
    private final Look look;
    private final String database;

    ObservedDatabase(Vertx vertx, Environment environment, ServerSlots slots) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.deadline = environment.policy().statusTimeout();
        this.session = new Session(context, new LogOn(vertx, environment.statusDatabase(), deadline), slots);
        this.look = new Look(environment.policy());
        this.database = environment.statusDatabase().display();
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
        long started = System.nanoTime();
        Promise<Observation> answer = Promise.promise();
        long timer = vertx.setTimer(Math.max(1, deadline.toMillis()), late -> {
            if (answer.tryFail(new NoAnswer(deadline))) {
                session.drop();
            }
        });
        session.with(link -> look.at(link, started)).onComplete(result -> {
            vertx.cancelTimer(timer);
            if (result.succeeded()) {
                answer.tryComplete(result.result());
            } else {
                answer.tryFail(result.cause());
            }
        });
        return answer.future().otherwise(failure -> {
            if (UnreachableReason.isOurs(failure)) {
                LOG.errorf(failure, "Looking at %s failed", database);
            }
            return UnreachableReason.of(failure, Look.since(started));
        });
    }
}
