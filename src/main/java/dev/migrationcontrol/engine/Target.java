package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ResolvedScripts;
import java.time.Duration;

/**
 * What a session works on, and within which limits.
 *
 * @param scripts the scripts as they were read for this work
 * @param applicationName how the session names itself in {@code pg_stat_activity}: the work, a slash, the attempt
 * @param lockTimeout how long a statement waits for a lock; concurrent builds wait without limit
 * @param statementTimeout how long one statement may run
 * @param stop how others ask the work to end
 * @param listener hears of locks, progress and sessions
 */
public record Target(
        Environment environment,
        ResolvedScripts scripts,
        String applicationName,
        Duration lockTimeout,
        Duration statementTimeout,
        StopSignal stop,
        SessionListener listener) {
    /** A target that no one watches or stops. */
    public Target(
            Environment environment,
            ResolvedScripts scripts,
            String applicationName,
            Duration lockTimeout,
            Duration statementTimeout) {
        this(
                environment,
                scripts,
                applicationName,
                lockTimeout,
                statementTimeout,
                new StopSignal(),
                SessionListener.NONE);
    }

    /** The same for work that has to be done even if the rest should end. */
    public Target unstopped() {
        return new Target(
                environment, scripts, applicationName, lockTimeout, statementTimeout, new StopSignal(), listener);
    }

    /** The attempt that a session's name says; 0 when it says none. */
    int attemptOf(String sessionName) {
        String attempt = sessionName.substring(Math.min(workName().length(), sessionName.length()));
        String digits = attempt.replaceFirst("[^0-9].*", "");
        return digits.isEmpty() || digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    /** What the sessions of every attempt at this work begin their names with. */
    String workName() {
        return applicationName.substring(0, applicationName.lastIndexOf('/') + 1);
    }
}
