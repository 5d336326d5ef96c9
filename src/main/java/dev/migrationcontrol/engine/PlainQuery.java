package dev.migrationcontrol.engine;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;

/**
 * Sends a text to the server as psql does: as it is, in one message. Rows are thrown away as they come, and each statement
 * still runs for all of its rows, which it would not if their number were limited.
 */
class PlainQuery extends ResultHandlerBase {
    private static final int FLAGS = QueryExecutor.QUERY_EXECUTE_AS_SIMPLE
            | QueryExecutor.QUERY_NO_RESULTS
            | QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

    private final List<SQLWarning> notices = new ArrayList<>();
    private String tag = "";

    /** Runs a text whose answers do not matter. */
    static void run(BaseConnection connection, String sql) throws SQLException {
        new PlainQuery().send(connection, sql);
    }

    /** Runs the text; where the connection is to commit by itself, outside of a transaction. */
    void send(BaseConnection connection, String sql) throws SQLException {
        send(connection, List.of(sql));
    }

    /** Runs texts one after another, each a message of its own; all are sent before the first answer is read. */
    void send(BaseConnection connection, List<String> texts) throws SQLException {
        QueryExecutor executor = connection.getQueryExecutor();
        Query query = executor.wrap(texts.stream()
                .map(sql -> new NativeQuery(sql, SqlCommand.BLANK))
                .toList());
        int flags = connection.getAutoCommit() ? FLAGS | QueryExecutor.QUERY_SUPPRESS_BEGIN : FLAGS;
        executor.execute(query, null, this, 0, 0, flags);
    }

    /** What the server calls the last command that it ended, such as {@code INSERT 0 1}. */
    String tag() {
        return tag;
    }

    /** What the server raised meanwhile, failed or not; {@link ServerOutput} bounds it. */
    List<SQLWarning> notices() {
        return notices;
    }

    @Override
    public void handleCommandStatus(String status, long updateCount, long insertOid) {
        tag = status;
    }

    @Override
    public void handleWarning(SQLWarning warning) {
        notices.add(warning);
    }
}
