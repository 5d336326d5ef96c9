package dev.migrationcontrol.engine;

import java.sql.Connection;
import java.sql.SQLException;
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

    /** What is done in the transactions of migrations and undo scripts. */
    default TransactionWork transactionWork() {
        return TransactionWork.NONE;
    }

    /** Work of a feature's own in the transaction of a script; callbacks have none. */
    interface TransactionWork {
        /** None, so that a script and its commit may go to the server at once. */
        TransactionWork NONE = new TransactionWork() {};

        /**
         * The transaction has begun, and no statement of the script has run.
         *
         * @throws RunFailure when the script must not run
         */
        default void before(ScriptRun run, Connection connection) throws SQLException, RunFailure {}

        /**
         * All statements of the script have run, and nothing is committed.
         *
         * @throws RunFailure when it must not be
         */
        default void after(ScriptRun run, Connection connection) throws SQLException, RunFailure {}
    }
}
