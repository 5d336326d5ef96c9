package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.future.PromiseInternal;
import java.time.Duration;

/** One connection from waiting for its slot to its end, on one event loop. */
final class Lease {
    private final ServerSlots slots;
    private final Future<Void> turn;
    private final Future<ProbeConnection> link;
    private boolean granted;
    private boolean ended;

    Lease(ContextInternal context, ServerSlots slots, Connector logOn) {
        this.slots = slots;
        PromiseInternal<Void> mine = context.promise();
        this.turn = mine.future();
        this.link = turn.compose(now -> begin(logOn));
        slots.take(mine);
    }

    /** Done when there is a slot for it. */
    Future<Void> turn() {
        return turn;
    }

    Future<ProbeConnection> link() {
        return link;
    }

    /**
     * Gives the slot back at once, since a server that hangs never confirms that it closed the connection.
     *
     * @return done when an open connection is closed
     */
    Future<Void> end() {
        if (!ended) {
            ended = true;
            if (granted) {
                slots.giveBack();
            }
        }
        Future<Void> closed = link.compose(ProbeConnection::close).otherwiseEmpty();
        return link.isComplete() ? closed : Future.succeededFuture();
    }

    private Future<ProbeConnection> begin(Connector logOn) {
        if (ended) {
            slots.giveBack();
            return Future.failedFuture(new NoTurn(Duration.ZERO));
        }
        granted = true;
        return logOn.open();
    }
}
