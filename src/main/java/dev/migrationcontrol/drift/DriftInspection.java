package dev.migrationcontrol.drift;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.planner.AppliedChain;
import dev.migrationcontrol.rehearsal.RehearsalServers;
import dev.migrationcontrol.schema.ClosingScripts;
import dev.migrationcontrol.schema.Droppable;
import dev.migrationcontrol.schema.ObjectChange;
import dev.migrationcontrol.schema.SchemaComparison;
import dev.migrationcontrol.scratch.Interruption;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Version;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs what the history says was applied on a scratch database, and compares it with the environment, which is only read. */
@ApplicationScoped
class DriftInspection {
    /** What holds rows is dropped by no closing script that does not name it. */
    private static final Set<String> HOLDING = Set.of("table", "foreign table", "column");

    private final RehearsalServers servers;
    private final ReplayedDatabases replayed;
    private final SchemaComparison comparison;
    private final ClosingScripts closing;
    private final DriftScopes scopes;
    private final DriftOrigins origins;
    private final Clock clock;

    DriftInspection(
            RehearsalServers servers,
            ReplayedDatabases replayed,
            SchemaComparison comparison,
            ClosingScripts closing,
            DriftScopes scopes,
            DriftOrigins origins,
            Clock clock) {
        this.servers = servers;
        this.replayed = replayed;
        this.comparison = comparison;
        this.closing = closing;
        this.scopes = scopes;
        this.origins = origins;
        this.clock = clock;
    }

    /**
     * What is looked at, and how others ask that to end.
     *
     * @param droppable tables and columns that closing scripts may drop
     */
    record Order(
            Environment environment,
            ResolvedScripts scripts,
            History history,
            List<String> droppable,
            String applicationName,
            StopSignal stop) {}

    /** Looks. Blocks as long as the scripts run. */
    DriftReport inspect(Order order) throws ScratchUnavailable, RunFailure, SQLException {
        if (!order.history().exists()) {
            return unknown(order, List.of("The environment has no history: nothing says what it should be."));
        }
        AppliedChain chain = AppliedChain.of(order.history(), order.scripts().scripts());
        if (!chain.isWhole()) {
            return unknown(order, chain.gaps());
        }
        try (Interruption unused = Interruption.on(order.stop())) {
            return servers.inTurn(order.environment(), server -> inspect(order, server));
        } catch (ScriptFailed e) {
            e.throwIfStopped();
            return unknown(
                    order,
                    List.of("The history cannot be run from its beginning: " + e.scriptName() + " fails: "
                            + e.why().message()));
        }
    }

    private DriftReport inspect(Order order, RehearsalServers.Choice server)
            throws ScratchUnavailable, ScriptFailed, RunFailure, SQLException {
        AppliedChain chain = server.applied(order.history(), order.scripts());
        if (!chain.isWhole()) {
            throw new ScratchUnavailable(String.join(" ", chain.gaps()));
        }
        ScriptReplay.Order history =
                new ScriptReplay.Order(order.scripts(), chain.scripts(), order.applicationName(), order.stop());
        try (ReplayedDatabases.Replayed built = replayed.build(server.environment(), history, (script, place) -> {})) {
            return compare(order, server, built.database().database());
        }
    }

    private DriftReport compare(Order order, RehearsalServers.Choice server, Database built)
            throws ScratchUnavailable, RunFailure, SQLException {
        Environment environment = order.environment();
        DriftScope scope = scopes.of(environment, built);
        SchemaComparison.Changes changes = comparison.changes(environment.database(), built, scope.hidden());
        List<ObjectChange> shown =
                changes.objects().stream().limit(DriftReport.MOST_OBJECTS).toList();
        List<DriftedObject> objects = origins.of(environment, shown);
        List<String> notes = new ArrayList<>(scope.notes());
        notes.addAll(changes.differences().notes());
        if (!major(server.version()).equals(major(server.target().version()))) {
            notes.add("The history was run on PostgreSQL " + server.version() + ", the environment is "
                    + server.target().version() + ": some differences may come from that.");
        }
        DriftReport.Closing scripts =
                changes.objects().isEmpty() ? null : closing(order, server, built, scope, changes, notes);
        boolean drifted = objects.stream().anyMatch(each -> each.accepted() == null)
                || shown.size() < changes.objects().size();
        return new DriftReport(
                environment.name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                version(order),
                drifted ? DriftState.DRIFTED : DriftState.NONE,
                null,
                objects,
                changes.objects().size() - shown.size(),
                notes,
                scripts,
                server.server());
    }

    private DriftReport.@Nullable Closing closing(
            Order order,
            RehearsalServers.Choice server,
            Database built,
            DriftScope scope,
            SchemaComparison.Changes changes,
            List<String> notes)
            throws ScratchUnavailable, RunFailure {
        List<String> droppable = Stream.concat(
                        order.droppable().stream(),
                        changes.objects().stream()
                                .filter(each -> !HOLDING.contains(each.kind()))
                                .map(ObjectChange::object))
                .distinct()
                .toList();
        try {
            ClosingScripts.Both both = closing.write(
                    server.environment(),
                    order.environment().database(),
                    built,
                    scope.hidden(),
                    new ClosingScripts.Basis(changes.differences(), Droppable.of(droppable)));
            return DriftReport.Closing.of(both);
        } catch (SQLException e) {
            order.stop().check();
            notes.add("No closing script can be written: " + e.getMessage());
            return null;
        }
    }

    private static String major(String version) {
        return version.replaceFirst("\\D.*", "");
    }

    private static @Nullable String version(Order order) {
        return AppliedChain.newest(order.history()).map(Version::toString).orElse(null);
    }

    private DriftReport unknown(Order order, List<String> why) {
        return new DriftReport(
                order.environment().name(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                version(order),
                DriftState.UNKNOWN,
                null,
                List.of(),
                0,
                why,
                null,
                null);
    }
}
