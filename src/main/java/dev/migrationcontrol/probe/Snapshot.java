package dev.migrationcontrol.probe;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Queries that see one moment of the database, in a read-only transaction that is sent in one go. */
final class Snapshot {
    private final String begin;

    /** @param statementTimeout how long one query may wait and run on the server */
    Snapshot(Duration statementTimeout) {
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = pg_catalog;"
                + " SET LOCAL statement_timeout = " + Math.max(1, statementTimeout.toMillis());
    }

    /**
     * Called on the event loop of the link, so that no other transaction gets in between. After a query that fails the
     * later ones fail too.
     */
    List<Future<RowSet<Row>>> read(Link link, List<String> queries) {
        link.connection().query(begin).execute();
        List<Future<RowSet<Row>>> answers = new ArrayList<>();
        queries.forEach(query -> answers.add(link.query(query)));
        link.connection().query("COMMIT").execute();
        return answers;
    }
}
