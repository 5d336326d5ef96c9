package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Environment;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;

/** The database of one environment, looked at over one kept connection and from one event loop. */
final class ObservedDatabase {
    private final Vertx vertx;
    private final Context context;
    private final Duration deadline;
    private final Session session;
    private final Look look;

    ObservedDatabase(Vertx vertx, Environment environment) {
        this.vertx = vertx;
        this.context = ((VertxInternal) vertx).createEventLoopContext();
        this.deadline = environment.policy().statusTimeout();
        this.session = new Session(new LogOn(vertx, environment.statusDatabase(), deadline));
        this.look = new Look(environment.policy());
    }

    Uni<Observation> observe() {
        return Uni.createFrom()
                .emitter(observer -> context.runOnContext(
                        now -> observeNow().onSuccess(observer::complete).onFailure(observer::fail)));
    }

    void close() {
        context.runOnContext(now -> session.drop());
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
        return answer.future().otherwise(failure -> UnreachableReason.of(failure, Look.since(started)));
    }
}
