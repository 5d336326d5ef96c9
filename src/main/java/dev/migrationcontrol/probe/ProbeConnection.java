package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.jspecify.annotations.Nullable;

/** A connection of which is known what is at its other end. */
final class ProbeConnection {
    private final PgConnection connection;
    private final @Nullable String pooler;
    private final boolean readOnly;
    private boolean settled;

    /** @param pooler null where the server itself is */
    ProbeConnection(PgConnection connection, @Nullable String pooler, boolean readOnly) {
        this.connection = connection;
        this.pooler = pooler;
        this.readOnly = readOnly;
    }

    Future<RowSet<Row>> query(String sql) {
        return isSettled()
                ? connection.preparedQuery(sql).execute()
                : connection.query(sql).execute();
    }

    void command(String sql) {
        connection.query(sql).execute();
    }

    /** A look over it went well, and another one may follow. */
    void settle() {
        settled = true;
    }

    /**
     * Whether preparing statements and remembering answers pays, which it does not in a first look, and is safe, which it
     * is not with a pooler in front, where the next statement may meet another session or server.
     */
    boolean isSettled() {
        return settled && pooler == null;
    }

    @Nullable
    String pooler() {
        return pooler;
    }

    boolean isReadOnly() {
        return readOnly;
    }

    void onClose(Runnable action) {
        connection.closeHandler(closed -> action.run());
    }

    Future<Void> close() {
        return connection.close();
    }
}
