package dev.migrationcontrol.engine;

/** Hears how the run of one script goes on; called on the thread that runs it, so it must be quick. */
public interface RunListener {
    /** A listener for runs that no one watches. */
    RunListener NONE = (statement, of) -> {};

    /**
     * A statement is about to run.
     *
     * @param statement its number in the script, from 1
     * @param of how many statements the script has
     */
    void statementStarted(int statement, int of);
}
