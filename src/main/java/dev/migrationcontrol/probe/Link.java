package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import org.jspecify.annotations.Nullable;

/**
 * A connection of which is known what is at its other end.
 *
 * @param pooler null where the server itself is
 */
record Link(PgConnection connection, @Nullable String pooler, boolean readOnly) {
    /** Statements are prepared only on direct connections: behind a pooler the next one may meet another session. */
    Future<RowSet<Row>> query(String sql) {
        return pooler == null
                ? connection.preparedQuery(sql).execute()
                : connection.query(sql).execute();
    }

    Future<Void> close() {
        return connection.close();
    }
}
