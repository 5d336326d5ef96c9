package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one connection that is kept to a database. All but {@link #leave()} runs on one event loop. */
final class Session {
    private final ContextInternal context;
    private final LogOn logOn;
    private final ServerSlots slots;
    private @Nullable Future<Link> link;
    private int busy;

    Session(ContextInternal context, LogOn logOn, ServerSlots slots) {
        this.context = context;
        this.logOn = logOn;
        this.slots = slots;
    }

    /** Does the work; once more on a new connection where the kept one turns out to be broken. */
    <T> Future<T> with(Function<Link, Future<T>> work) {
        busy++;
        slots.wake(this);
        return attempt(work).onComplete(done -> {
            busy--;
            if (busy == 0 && link != null && !slots.mayRest(this)) {
                drop();
            }
        });
    }

    /** Closes the connection, or will as soon as it is open; done when an open one is closed. */
    Future<Void> drop() {
        Future<Link> current = link;
        if (current == null) {
            return Future.succeededFuture();
        }
        Future<Void> closed = drop(current);
        return current.isComplete() ? closed : Future.succeededFuture();
    }

    /** Makes room for another session; work that began in between goes on over a new connection. */
    void leave() {
        context.runOnContext(now -> drop());
    }

    private <T> Future<T> attempt(Function<Link, Future<T>> work) {
        Future<Link> kept = link;
        if (kept == null || !kept.succeeded()) {
            return link().compose(work);
        }
        return kept.compose(work).recover(failure -> {
            if (!UnreachableReason.isConnectionLost(failure)) {
                return Future.failedFuture(failure);
            }
            drop(kept);
            return link().compose(work);
        });
    }

    private Future<Link> link() {
        Future<Link> current = link;
        if (current != null) {
            return current;
        }
        PromiseInternal<Void> turn = context.promise();
        slots.take(turn);
        Future<Link> opening = turn.future().compose(granted -> logOn.open().onFailure(failed -> slots.giveBack()));
        link = opening;
        opening.onSuccess(open -> open.connection().closeHandler(closed -> {
                    slots.giveBack();
                    drop(opening);
                }))
                .onFailure(failed -> drop(opening));
        return opening;
    }

    private Future<Void> drop(Future<Link> gone) {
        if (link == gone) {
            link = null;
            slots.wake(this);
        }
        return gone.compose(Link::close).otherwiseEmpty();
    }
}
