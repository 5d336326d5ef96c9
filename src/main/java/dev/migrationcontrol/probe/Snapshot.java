package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Queries that see one moment of the database, in a read-only transaction that is sent in one go. */
final class Snapshot {
    private final String begin;
    private final Map<String, Promise<RowSet<Row>>> questions = new LinkedHashMap<>();

    /** @param statementTimeout how long one query may wait and run on the server */
    Snapshot(Duration statementTimeout) {
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = pg_catalog;"
                + " SET LOCAL statement_timeout = " + Math.max(1, statementTimeout.toMillis());
    }

    /** The answer that {@link #read} will bring. After a query that fails the later ones fail too. */
    Future<RowSet<Row>> ask(String sql) {
        return questions.computeIfAbsent(sql, first -> Promise.promise()).future();
    }

    /** Called on the event loop of the link, so that no other transaction gets in between. */
    void read(ProbeConnection link) {
        if (questions.isEmpty()) {
            return;
        }
        link.command(begin);
        questions.forEach((sql, answer) -> link.query(sql).onComplete(answer));
        link.command("COMMIT");
    }
}
