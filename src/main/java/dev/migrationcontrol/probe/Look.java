package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Policy;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a database: the catalogues and, in the same message, the history where there was one last time. What the
 * catalogues show to be missing or forbidden is never asked for, so that no error fills the server's log.
 */
final class Look {
    private final String catalogueSql;
    private final HistoryMemory memory;
    private final Snapshot snapshot;

    Look(Policy policy) {
        this.catalogueSql = CatalogueQuery.sql(policy);
        this.memory = new HistoryMemory(policy);
        // Below the deadline of the whole look, so that a locked history is told from a server that hangs.
        this.snapshot = new Snapshot(policy.statusTimeout().multipliedBy(4).dividedBy(5));
    }

    /** @param started by the clock of {@link System#nanoTime()} */
    Future<Observation> at(Link link, long started) {
        HistoryMemory.Question asked = memory.firstQuestion(link);
        List<String> queries = new ArrayList<>(List.of(catalogueSql));
        queries.addAll(asked.queries());
        List<Future<RowSet<Row>>> answers = snapshot.read(link, queries);
        return answers.get(0).compose(row -> {
            Catalogue catalogue = CatalogueQuery.decode(row.iterator().next());
            return memory.recall(link, catalogue.history(), asked, answers.subList(1, answers.size()))
                    .compose(known -> readTables(link, catalogue, known))
                    .map(tables -> observed(link, catalogue, tables, started));
        });
    }

    static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Future<Tables> readTables(Link link, Catalogue catalogue, Optional<HistoryRows> known) {
        ForeignVersions foreign = new ForeignVersions(catalogue.foreignTables());
        Optional<String> foreignSql = foreign.sql();
        List<String> queries = new ArrayList<>();
        if (known.isEmpty()) {
            queries.addAll(memory.question(link).queries());
        }
        foreignSql.ifPresent(queries::add);
        List<Future<RowSet<Row>>> answers = queries.isEmpty() ? List.of() : snapshot.read(link, queries);
        Future<HistoryRows> history = known.map(Future::succeededFuture).orElseGet(() -> memory.read(link, answers));
        Future<List<ForeignSystem>> systems = foreignSql.isEmpty()
                ? Future.succeededFuture(foreign.decode(List.of()))
                : answers.get(answers.size() - 1).map(foreign::decode).otherwise(failed -> foreign.decode(List.of()));
        return history.compose(rows -> systems.map(found -> new Tables(rows, found)));
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
