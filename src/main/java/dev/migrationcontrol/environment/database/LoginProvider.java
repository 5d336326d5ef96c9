package dev.migrationcontrol.environment.database;

/**
 * A store of logins that no variable and no file can stand for. An implementation is found by {@link java.util.ServiceLoader};
 * {@code migration-control.environments.<name>.login-from=<provider>:<entry>} chooses it.
 */
public interface LoginProvider {
    /** The name by which settings choose it: small letters, digits and hyphens. */
    String name();

    /**
     * The login as it is now. Called at each connect, on a thread that may block, by several threads at once. Ten seconds
     * later nobody waits for it any more, and the thread is interrupted.
     *
     * @param entry what the setting names, in the words of the store
     * @throws Exception when the store has none; the log names the class of the exception, never its message
     */
    Login login(String entry) throws Exception;
}
