package dev.migrationcontrol.operation;

import dev.migrationcontrol.engine.OtherSession;
import dev.migrationcontrol.engine.ServerProgress;
import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.operation.state.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of what is seen of a session on the target; what goes on unchanged is reported again only now and then.
 */
final class SessionEvents implements SessionListener {
    private static final long AGAIN_SECONDS = 5;
    private static final int MOST_SESSIONS = 20;

    private final OperationRun run;
    private Set<Integer> blockers = Set.of();
    private Set<Integer> blocked = Set.of();
    private @Nullable ServerProgress progress;
    /** Read by the run, which may be waited for here: so without a lock. */
    private volatile Progress.@Nullable Locks locks;

    private long toldOfBlockers;
    private long toldOfBlocked;
    private long toldOfProgress;

    SessionEvents(OperationRun run) {
        this.run = run;
    }

    @Override
    public synchronized void waitsFor(List<OtherSession> sessions) {
        Set<Integer> now = pids(sessions);
        if (!now.equals(blockers) || locks == null || isOld(toldOfBlockers)) {
            blockers = now;
            toldOfBlockers = System.nanoTime();
            Progress.Locks seen = present();
            List<Progress.Session> waits = sessions.stream()
                    .limit(MOST_SESSIONS)
                    .map(SessionEvents::session)
                    .toList();
            locks = new Progress.Locks(Instant.now(), waits, seen.blocked(), seen.longestWait());
            run.tell(Event.Kind.LOCK, Map.of("waitsFor", describe(sessions)));
        }
    }

    @Override
    public synchronized void blocks(List<OtherSession> sessions, Duration longest) {
        Set<Integer> now = pids(sessions);
        if (!now.equals(blocked) || locks == null || isOld(toldOfBlocked)) {
            blocked = now;
            toldOfBlocked = System.nanoTime();
            locks = new Progress.Locks(Instant.now(), present().waitsFor(), sessions.size(), longest);
            run.tell(
                    Event.Kind.LOCK,
                    Map.of(
                            "blocks",
                            describe(sessions),
                            "sessions",
                            sessions.size(),
                            "longestWait",
                            longest.toString()));
        }
    }

    /** The locks that were seen last; null when none were since the statement began. */
    Progress.@Nullable Locks locks() {
        return locks;
    }

    /** What was seen belongs to the statement that ran. */
    void forgetLocks() {
        locks = null;
    }

    private Progress.Locks present() {
        Progress.Locks seen = locks;
        return seen == null ? new Progress.Locks(Instant.now(), List.of(), 0, null) : seen;
    }

    @Override
    public synchronized void progressed(ServerProgress now) {
        ServerProgress before = progress;
        progress = now;
        run.progressed(now.phase(), now.percent());
        if (!now.equals(before) || isOld(toldOfProgress)) {
            toldOfProgress = System.nanoTime();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("command", now.command());
            body.put("phase", now.phase());
            body.put("relation", now.relation());
            body.put("percent", now.percent());
            run.tell(Event.Kind.PROGRESS, body);
        }
    }

    @Override
    public void orphanEnded(OtherSession orphan, boolean terminated) {
        run.tell(Event.Kind.REMARK, Map.of("orphan", describe(List.of(orphan)).get(0), "terminated", terminated));
    }

    private static boolean isOld(long reported) {
        return System.nanoTime() - reported > TimeUnit.SECONDS.toNanos(AGAIN_SECONDS);
    }

    private static Set<Integer> pids(List<OtherSession> sessions) {
        return sessions.stream().map(OtherSession::pid).collect(Collectors.toSet());
    }

    private static List<Map<String, Object>> describe(List<OtherSession> sessions) {
        return sessions.stream()
                .limit(MOST_SESSIONS)
                .map(SessionEvents::describe)
                .toList();
    }

    private static Progress.Session session(OtherSession session) {
        return new Progress.Session(
                session.pid(), session.application(), session.user(), session.state(), session.since());
    }

    private static Map<String, Object> describe(OtherSession session) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("pid", session.pid());
        body.put("application", session.application());
        body.put("user", session.user());
        body.put("state", session.state());
        body.put("since", session.since());
        return body;
    }
}
