package dev.migrationcontrol.engine;

import org.jspecify.annotations.Nullable;

/** Hears how the run of one script goes on; called on the thread that runs it, so it must be quick. */
public interface RunListener {
    /** A listener for runs that no one watches. */
    RunListener NONE = (statement, of, outside) -> {};

    /**
     * A statement is about to run.
     *
     * @param statement its number in the script, from 1
     * @param of how many statements the script has
     * @param outside whether it runs outside of a transaction, so that what it does stays
     * @throws RunAborted when it must not run, because that it ran could not be recorded
     */
    void statementStarted(int statement, int of, boolean outside);

    /** The server raised a notice or a warning. */
    default void noticed(@Nullable String sqlState, String message) {}

    /** The script raised so many more notices, which are not passed on one by one. */
    default void noticesLeftOut(long count) {}

    /** A callback is about to run; what follows is of it. */
    default void callbackStarted(String script) {}

    /** The callback came to its end. */
    default void callbackEnded() {}

    /** What looks at the session between the statements. */
    default StatementProbe probe() {
        return StatementProbe.NONE;
    }

    /** The script does something that is allowed, and that whoever follows it should know. */
    default void remarked(String sentence) {}
}
