package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The one connection that is kept to a database. Everything here runs on one event loop. */
final class Session {
    private final LogOn logOn;
    private @Nullable Future<Link> link;

    Session(LogOn logOn) {
        this.logOn = logOn;
    }

    /** Does the work; once more on a new connection where the kept one turns out to be broken. */
    <T> Future<T> with(Function<Link, Future<T>> work) {
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

    /** Closes the connection, or does so as soon as it is open. */
    void drop() {
        if (link != null) {
            drop(link);
        }
    }

    private Future<Link> link() {
        Future<Link> current = link;
        if (current != null) {
            return current;
        }
        Future<Link> opening = logOn.open();
        link = opening;
        opening.onSuccess(open -> open.connection().closeHandler(closed -> drop(opening)))
                .onFailure(failed -> drop(opening));
        return opening;
    }

    private void drop(Future<Link> gone) {
        if (link == gone) {
            link = null;
        }
        gone.onSuccess(Link::close);
    }
}
