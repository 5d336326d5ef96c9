package dev.migrationcontrol.scratch;

import dev.migrationcontrol.engine.StopSignal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Ends what the current thread asks of servers once its operation is to end: the statements are cancelled at the server,
 * and what follows is not begun. Connections that are opened by this thread until it is closed are part of it.
 */
public final class Interruption implements AutoCloseable {
    private static final ThreadLocal<Interruption> CURRENT = new ThreadLocal<>();
    private static final int LOOK_MILLIS = 200;

    private final StopSignal stop;
    private final Map<Connection, Boolean> connections = new ConcurrentHashMap<>();
    private final Thread watching;
    private final @Nullable Interruption outer = CURRENT.get();
    private volatile boolean closed;

    private Interruption(StopSignal stop) {
        this.stop = stop;
        this.watching = new Thread(this::watch, "interruption");
    }

    /** Begins to watch; to be closed by the same thread. */
    public static Interruption on(StopSignal stop) {
        Interruption interruption = new Interruption(stop);
        CURRENT.set(interruption);
        interruption.watching.setDaemon(true);
        interruption.watching.start();
        return interruption;
    }

    /**
     * Makes a connection part of what the current thread watches, if it does.
     *
     * @throws SQLException when the operation is to end already
     */
    public static Connection watched(Connection connection) throws SQLException {
        Interruption current = CURRENT.get();
        if (current != null) {
            current.connections.put(connection, true);
            if (current.stop.endsStatements()) {
                connection.close();
                throw new SQLException("the operation is to end", "57014");
            }
        }
        return connection;
    }

    /** Leaves a connection alone from here on, as it has to tidy up. */
    static void leave(Connection connection) {
        Interruption current = CURRENT.get();
        if (current != null) {
            current.connections.remove(connection);
        }
    }

    private void watch() {
        while (!closed) {
            if (stop.endsStatements()) {
                connections.keySet().forEach(Interruption::cancel);
            }
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void cancel(Connection connection) {
        try {
            if (!connection.isClosed()) {
                connection.unwrap(PGConnection.class).cancelQuery();
            }
        } catch (SQLException e) {
            // The server is gone, or the connection was closed meanwhile: there is nothing to end.
        }
    }

    @Override
    public void close() {
        closed = true;
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
        watching.interrupt();
    }
}
