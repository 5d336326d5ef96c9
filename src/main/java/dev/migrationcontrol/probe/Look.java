package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Policy;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a database: the catalogues and, in the same message, the history where there was one last time. What the
 * catalogues show to be missing or forbidden is never asked for, so that no error fills the server's log.
 */
final class Look {
    private final String catalogueSql;
    private final String historySql;
    private final Snapshot snapshot;
    private boolean historyExpected;

    Look(Policy policy) {
        this.catalogueSql = CatalogueQuery.sql(policy);
        this.historySql = HistoryQuery.sql(policy);
        // Below the deadline of the whole look, so that a locked history is told from a server that hangs.
        this.snapshot = new Snapshot(policy.statusTimeout().multipliedBy(4).dividedBy(5));
    }

    /** @param started by the clock of {@link System#nanoTime()} */
    Future<Observation> at(Link link, long started) {
        List<Future<RowSet<Row>>> answers =
                snapshot.read(link, historyExpected ? List.of(catalogueSql, historySql) : List.of(catalogueSql));
        return answers.get(0).compose(rows -> {
            Catalogue catalogue = CatalogueQuery.decode(rows.iterator().next());
            historyExpected = catalogue.history().isReadable();
            return readTables(link, catalogue, answers.size() == 2 ? answers.get(1) : null)
                    .map(tables -> observed(link, catalogue, tables, started));
        });
    }

    static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Future<Tables> readTables(Link link, Catalogue catalogue, @Nullable Future<RowSet<Row>> askedHistory) {
        ForeignVersions foreign = new ForeignVersions(catalogue.foreignTables());
        Optional<String> foreignSql = foreign.sql();
        boolean readable = catalogue.history().isReadable();
        List<String> queries = new ArrayList<>();
        if (readable && askedHistory == null) {
            queries.add(historySql);
        }
        foreignSql.ifPresent(queries::add);
        List<Future<RowSet<Row>>> answers = queries.isEmpty() ? List.of() : snapshot.read(link, queries);
        Future<HistoryRows> history = readable
                ? (askedHistory == null ? answers.get(0) : askedHistory)
                        .map(HistoryQuery::decode)
                        .recover(Look::unread)
                : Future.succeededFuture(catalogue.history().unasked());
        Future<List<ForeignSystem>> systems = foreignSql.isEmpty()
                ? Future.succeededFuture(foreign.decode(List.of()))
                : answers.get(answers.size() - 1).map(foreign::decode).otherwise(failed -> foreign.decode(List.of()));
        return history.compose(rows -> systems.map(found -> new Tables(rows, found)));
    }

    private static Future<HistoryRows> unread(Throwable failure) {
        return failure instanceof PgException error && !UnreachableReason.isConnectionLost(failure)
                ? Future.succeededFuture(HistoryRows.unreadable("The history could not be read: "
                        + error.getErrorMessage() + " (" + error.getSqlState() + "). A lock on it is one cause."))
                : Future.failedFuture(failure);
    }

    private static Observation observed(Link link, Catalogue catalogue, Tables tables, long started) {
        return new Observation.Reachable(
                since(started),
                new Server(catalogue.version(), catalogue.readOnly(), link.pooler()),
                new History(
                        catalogue.history().exists(),
                        catalogue.schemaEmpty(),
                        catalogue.missingSchemas(),
                        tables.history().rows()),
                tables.history().defects(),
                tables.foreignSystems());
    }

    private record Tables(HistoryRows history, List<ForeignSystem> foreignSystems) {}
}
