package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one connection that is kept to a database. All but {@link #leave()} runs on one event loop. */
final class Session {
    private final ContextInternal context;
    private final Connector logOn;
    private final ServerSlots slots;
    private @Nullable Lease visit;
    private int busy;

    Session(ContextInternal context, Connector logOn, ServerSlots slots) {
        this.context = context;
        this.logOn = logOn;
        this.slots = slots;
    }

    /** Does the work; once more on a new connection where the kept one turns out to be broken. */
    <T> Future<T> with(Function<ProbeConnection, Future<T>> work) {
        busy++;
        slots.wake(this);
        return attempt(work).onComplete(done -> {
            busy--;
            if (busy == 0 && visit != null && !slots.mayRest(this)) {
                drop();
            }
        });
    }

    /** Done when the connection that is open or being opened has its slot; never where there is none. */
    Future<Void> turn() {
        Lease current = visit;
        return current == null ? Future.succeededFuture() : current.turn();
    }

    /** Closes the connection, or will as soon as it is open; done when an open one is closed. */
    Future<Void> drop() {
        Lease current = visit;
        return current == null ? Future.succeededFuture() : drop(current);
    }

    /** Makes room for another session; work that began in between goes on over a new connection. */
    void leave() {
        context.runOnContext(now -> drop());
    }

    private <T> Future<T> attempt(Function<ProbeConnection, Future<T>> work) {
        Lease kept = visit;
        if (kept == null || !kept.link().succeeded()) {
            return visit().link().compose(work);
        }
        return kept.link().compose(work).recover(failure -> {
            if (!UnreachableReason.isConnectionLost(failure)) {
                return Future.failedFuture(failure);
            }
            drop(kept);
            return visit().link().compose(work);
        });
    }

    private Lease visit() {
        if (visit != null) {
            return visit;
        }
        Lease opening = new Lease(context, slots, logOn);
        visit = opening;
        opening.link().onSuccess(open -> open.onClose(() -> drop(opening))).onFailure(failed -> drop(opening));
        return opening;
    }

    private Future<Void> drop(Lease gone) {
        if (visit == gone) {
            visit = null;
            slots.wake(this);
        }
        return gone.end();
    }
}
