package dev.migrationcontrol.engine;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Looks at the session of a script between its statements, on the thread that runs them. It is for scratch databases: what
 * it asks costs time, and is part of the script's transaction.
 */
public interface StatementProbe {
    /** Looks at nothing. */
    StatementProbe NONE = new StatementProbe() {};

    /**
     * A statement is about to run.
     *
     * @param statement its number in the script, from 1
     * @param outside whether it runs outside of a transaction of the script
     */
    default void before(Connection connection, int statement, boolean outside) throws SQLException {}

    /**
     * It ran.
     *
     * @param tag what the server calls the command, such as {@code INSERT 0 1}
     */
    default void after(Connection connection, int statement, String tag) throws SQLException {}

    /** It failed. */
    default void failed(Connection connection) throws SQLException {}
}
