package dev.migrationcontrol.testdatabase;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.engine.StopSignal;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.scratch.ReplayedDatabases;
import dev.migrationcontrol.scratch.ScratchUnavailable;
import dev.migrationcontrol.scratch.ScriptFailed;
import dev.migrationcontrol.scratch.ScriptReplay;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.sql.ClusterWideStatements;
import jakarta.inject.Singleton;
import java.util.List;

/** Builds databases that have all migrations of an environment: what an upgrade of an empty one would run. */
@Singleton
final class MigratedCopies {
    private static final History NONE = new History(false, true, List.of(), List.of());

    private final ScriptCatalog catalog;
    private final ReplayedDatabases replayed;

    MigratedCopies(ScriptCatalog catalog, ReplayedDatabases replayed) {
        this.catalog = catalog;
        this.replayed = replayed;
    }

    /**
     * Builds one; the caller closes it. Blocks as long as the scripts run that are in no template.
     *
     * @throws TestDatabaseUnavailable when that is not possible
     */
    ReplayedDatabases.Replayed build(Environment environment) {
        ResolvedScripts scripts = catalog.readFresh(environment);
        List<Script> chain = chain(environment, scripts);
        ScriptReplay.Order order =
                new ScriptReplay.Order(scripts, chain, "migration-control/test-database", new StopSignal());
        try {
            return replayed.build(environment, order, (script, place) -> {});
        } catch (ScratchUnavailable e) {
            throw TestDatabaseUnavailable.ofServer(e.message());
        } catch (ScriptFailed e) {
            throw failed(e);
        }
    }

    private static TestDatabaseUnavailable failed(ScriptFailed e) {
        String message = e.why().message();
        return switch (e.why().reason()) {
            case STATEMENT_FAILED, SCRIPT_INVALID, SCRIPT_CHANGED, CHECK_FAILED, NOT_APPLICABLE ->
                TestDatabaseUnavailable.ofMigrations(e.scriptName() + " does not run on an empty database: " + message);
            default -> TestDatabaseUnavailable.ofServer(message);
        };
    }

    private static List<Script> chain(Environment environment, ResolvedScripts scripts) {
        PlanResult plan = UpgradePlanner.plan(NONE, scripts.scripts(), null, false);
        if (!(plan instanceof PlanResult.Ready ready)) {
            throw TestDatabaseUnavailable.ofMigrations("The scripts of " + environment.name()
                    + " cannot be applied to an empty database: its status says why.");
        }
        List<Script> chain = ready.runs().stream().map(ScriptRun::script).toList();
        for (Script each : chain) {
            ClusterWideStatements.find(scripts.textOf(each)).ifPresent(words -> {
                throw TestDatabaseUnavailable.ofMigrations(each.name() + " has " + words
                        + ", which reaches beyond its database: each copy would change the whole server.");
            });
        }
        return chain;
    }
}
