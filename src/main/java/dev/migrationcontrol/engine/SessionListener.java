package dev.migrationcontrol.engine;

import java.time.Duration;
import java.util.List;

/**
 * Hears what happens to a session on a target, apart from its scripts; it is called on several threads, so it must be
 * quick.
 */
public interface SessionListener {
    /** A listener for sessions that no one watches. */
    SessionListener NONE = new SessionListener() {};

    /** The running statement, or the session itself, waits for locks that these hold or were first to ask for. */
    default void waitsFor(List<OtherSession> blockers) {}

    /** These sessions wait for locks that the running script holds or asks for. */
    default void blocks(List<OtherSession> blocked, Duration longest) {}

    /** The server reports the progress of the running statement. */
    default void progressed(ServerProgress progress) {}

    /** A session that an earlier replica of the same work left at the server was ended, or ended by itself. */
    default void orphanEnded(OtherSession orphan, boolean terminated) {}
}
