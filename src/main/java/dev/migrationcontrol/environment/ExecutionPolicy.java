package dev.migrationcontrol.environment;

import java.time.Duration;

/**
 * How operations behave towards each other, towards the application's sessions, and after a fault.
 *
 * @param onBusy what becomes of a request while another operation is active on the environment
 * @param queueLimit how many operations may wait for the active one to end
 * @param attempts how often a script is tried in all, when locks or the connection to the server stop it
 * @param retryBudget how long all tries of an operation may take together; no try begins after it
 * @param maxBlockedSessions how many sessions may wait for the running script's locks; 0 is without limit
 * @param maxBlockedTime how long a session may wait for them; zero is without limit
 * @param resume whether an operation whose replica died goes on at the place that the history shows, instead of ending
 * there
 */
public record ExecutionPolicy(
        OnBusy onBusy,
        int queueLimit,
        int attempts,
        Duration retryBudget,
        int maxBlockedSessions,
        Duration maxBlockedTime,
        boolean resume) {
    /** What is done where nothing is configured. */
    public static final ExecutionPolicy DEFAULT =
            new ExecutionPolicy(OnBusy.REFUSE, 20, 5, Duration.ofMinutes(2), 50, Duration.ofSeconds(10), true);

    /** What becomes of a request while another operation is active on the environment. */
    public enum OnBusy {
        /** It is refused. */
        REFUSE,
        /** It waits for its turn, in the order of arrival. */
        QUEUE
    }

    public ExecutionPolicy {
        if (attempts < 1 || queueLimit < 0 || maxBlockedSessions < 0) {
            throw new IllegalArgumentException("an operation is tried at least once, and limits are not negative");
        }
    }
}
