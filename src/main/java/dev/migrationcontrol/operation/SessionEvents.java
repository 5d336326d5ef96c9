package dev.migrationcontrol.operation;

import dev.migrationcontrol.engine.OtherSession;
import dev.migrationcontrol.engine.ServerProgress;
import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.operation.state.Event;
import java.time.Duration;
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
    private long toldOfBlockers;
    private long toldOfBlocked;
    private long toldOfProgress;

    SessionEvents(OperationRun run) {
        this.run = run;
    }

    @Override
    public synchronized void waitsFor(List<OtherSession> sessions) {
        Set<Integer> now = pids(sessions);
        if (!now.equals(blockers) || isOld(toldOfBlockers)) {
            blockers = now;
            toldOfBlockers = System.nanoTime();
            run.tell(Event.Kind.LOCK, Map.of("waitsFor", describe(sessions)));
        }
    }

    @Override
    public synchronized void blocks(List<OtherSession> sessions, Duration longest) {
        Set<Integer> now = pids(sessions);
        if (!now.equals(blocked) || isOld(toldOfBlocked)) {
            blocked = now;
            toldOfBlocked = System.nanoTime();
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
