package dev.migrationcontrol.probe;

import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connections that one server spares for status checks, however many environments it holds: a service with hundreds
 * of tenants must not take the connections that its applications need.
 */
final class ServerSlots {
    static final int MOST = 8;

    private final Queue<Promise<Void>> waiting = new ArrayDeque<>();
    private final Set<Session> resting = new LinkedHashSet<>();
    private int taken;
    private int unanswered;

    /** Waits for a slot; the session that has rested longest makes room where there is none. */
    void take(Promise<Void> turn) {
        Session leaving;
        synchronized (this) {
            if (taken < MOST) {
                taken++;
                turn.complete();
                return;
            }
            waiting.add(turn);
            leaving = longestResting();
        }
        if (leaving != null) {
            leaving.leave();
        }
    }

    /** Hands a slot on, or back. */
    void giveBack() {
        Promise<Void> next;
        synchronized (this) {
            next = waiting.poll();
            taken -= next == null ? 1 : 0;
        }
        if (next != null) {
            next.complete();
        }
    }

    /** The server answered, so that whoever waits may hope. */
    synchronized void answered() {
        unanswered = 0;
    }

    /** When as many checks in a row ran out of time as there are slots, those that wait need not wait any longer. */
    void failed(Throwable failure) {
        List<Promise<Void>> hopeless = new ArrayList<>();
        synchronized (this) {
            unanswered += failure instanceof NoAnswer ? 1 : 0;
            if (failure instanceof NoAnswer && unanswered >= MOST) {
                hopeless.addAll(waiting);
                waiting.clear();
            }
        }
        hopeless.forEach(turn -> turn.fail(failure));
    }

    /** Whether a session that has nothing to do may keep its slot. */
    synchronized boolean mayRest(Session session) {
        return waiting.isEmpty() && resting.add(session);
    }

    synchronized void wake(Session session) {
        resting.remove(session);
    }

    private @Nullable Session longestResting() {
        Iterator<Session> sessions = resting.iterator();
        if (!sessions.hasNext()) {
            return null;
        }
        Session longest = sessions.next();
        sessions.remove();
        return longest;
    }
}
