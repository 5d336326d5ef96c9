package dev.migrationcontrol.rehearsal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The sessions next to a statement that is watched: those that let it wait, and the one that reads. */
final class WatchSessions implements AutoCloseable {
    private static final String STATEMENT_TIMEOUT = "SET statement_timeout = '5s'";

    /** In the order in which they let go: the writer's lock, the old snapshot with the first table, the other tables. */
    private final List<Connection> holders = new ArrayList<>();

    private final List<Connection> all = new ArrayList<>();
    private int released;

    private WatchSessions() {}

    static WatchSessions open(LockWatch.Opening opening) throws SQLException {
        WatchSessions sessions = new WatchSessions();
        try {
            for (int i = 0; i < 4; i++) {
                Connection connection = opening.open();
                sessions.all.add(connection);
                execute(connection, STATEMENT_TIMEOUT);
                if (i > 0) {
                    connection.setAutoCommit(false);
                    sessions.holders.add(connection);
                }
            }
            return sessions;
        } catch (SQLException e) {
            sessions.close();
            throw e;
        }
    }

    Connection reader() {
        return all.get(0);
    }

    /** Holds locks on these tables; one that the role may not lock is left out. */
    void hold(List<String> tables) throws SQLException {
        Connection writer = holders.get(0);
        Connection snapshot = holders.get(1);
        Connection others = holders.get(2);
        snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        execute(snapshot, "SELECT 1");
        for (int i = 0; i < tables.size(); i++) {
            attempt(i == 0 ? snapshot : others, "LOCK TABLE ONLY " + tables.get(i) + " IN ACCESS SHARE MODE");
            attempt(writer, "LOCK TABLE ONLY " + tables.get(i) + " IN SHARE UPDATE EXCLUSIVE MODE NOWAIT");
        }
    }

    boolean holdAll() {
        return released == 0;
    }

    int released() {
        return released;
    }

    void releaseNext() {
        if (released < holders.size()) {
            rollback(holders.get(released));
            released++;
        }
    }

    void releaseAll() {
        while (released < holders.size()) {
            releaseNext();
        }
    }

    @Override
    public void close() {
        for (Connection each : all) {
            try {
                each.close();
            } catch (SQLException e) {
                // It is of no use any more.
                continue;
            }
        }
    }

    private static void attempt(Connection connection, String sql) throws SQLException {
        execute(connection, "SAVEPOINT attempt");
        try {
            execute(connection, sql);
        } catch (SQLException e) {
            execute(connection, "ROLLBACK TO SAVEPOINT attempt");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            // Its locks ended with it.
            return;
        }
    }
}
