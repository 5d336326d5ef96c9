package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.system.ForeignSystem;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a database: the catalogues and, in the same message, the history where there was one last time. What the
 * catalogues show to be missing or forbidden is never asked for, so that no error fills the server's log.
 */
final class Reading {
    private final String catalogueSql;
    private final String emptinessSql;
    private final HistoryMemory memory;
    private final Duration statementTimeout;
    private final List<String> schemas;
    private final Policy policy;

    Reading(Policy policy) {
        this.policy = policy;
        this.catalogueSql = CatalogueQuery.sql(policy);
        this.emptinessSql = EmptinessQuery.sql(policy);
        this.memory = new HistoryMemory(policy);
        this.schemas = policy.schemas();
        // Below the deadline of the whole look, so that a locked history can be distinguished from a server that hangs.
        this.statementTimeout = policy.statusTimeout().multipliedBy(4).dividedBy(5);
    }

    /** @param started by the clock of {@link System#nanoTime()} */
    Future<Observation> at(ProbeConnection link, long started) {
        Snapshot snapshot = new Snapshot(statementTimeout);
        Future<RowSet<Row>> catalogues = snapshot.ask(catalogueSql);
        HistoryMemory.Question asked = memory.askFirst(snapshot, link);
        snapshot.read(link);
        return catalogues.compose(rows -> {
            Catalogue catalogue = CatalogueQuery.decode(rows);
            return memory.recall(link, catalogue.history(), asked)
                    .compose(known -> readTables(link, catalogue, known))
                    .map(tables -> observed(link, catalogue, tables, started));
        });
    }

    static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Future<Tables> readTables(ProbeConnection link, Catalogue catalogue, Optional<HistoryRows> known) {
        Snapshot snapshot = new Snapshot(statementTimeout);
        Future<HistoryRows> history = known.map(Future::succeededFuture).orElseGet(() -> memory.read(snapshot, link));
        Future<EmptinessQuery.Emptiness> empty = catalogue.history().exists()
                ? Future.succeededFuture(EmptinessQuery.Emptiness.NOT_ASKED)
                : snapshot.ask(emptinessSql).map(EmptinessQuery::decode);
        Future<List<ForeignSystem>> systems = catalogue.foreignTables().isEmpty()
                ? Future.succeededFuture(List.of())
                : snapshot.ask(ForeignTables.sql(catalogue.foreignTables())).compose(rows -> readVersions(link, rows));
        snapshot.read(link);
        return Future.all(history, empty, systems)
                .map(all -> new Tables(history.result(), empty.result(), systems.result()));
    }

    private Future<List<ForeignSystem>> readVersions(ProbeConnection link, RowSet<Row> tables) {
        ForeignVersions foreign = new ForeignVersions(ForeignTables.decode(tables));
        Snapshot snapshot = new Snapshot(statementTimeout);
        Future<List<ForeignSystem>> systems = foreign.sql()
                .map(sql -> snapshot.ask(sql).map(foreign::decode).otherwise(failed -> foreign.decode(List.of())))
                .orElseGet(() -> Future.succeededFuture(foreign.decode(List.of())));
        snapshot.read(link);
        return systems;
    }

    private Observation observed(ProbeConnection link, Catalogue catalogue, Tables tables, long started) {
        link.settle();
        return new Observation.Reachable(
                since(started),
                new Server(catalogue.version(), catalogue.readOnly(), link.pooler()),
                new History(
                        catalogue.history().exists(),
                        tables.empty().schemas(),
                        catalogue.missing(schemas),
                        tables.history().rows(),
                        catalogue.otherHistory()),
                tables.history().defects(),
                catalogue.rights().missing(policy, catalogue.history().exists(), catalogue.missing(schemas)),
                tables.foreignSystems(),
                tables.empty().database(),
                null);
    }

    private record Tables(HistoryRows history, EmptinessQuery.Emptiness empty, List<ForeignSystem> foreignSystems) {}
}
