package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.planner.BaselinePlanner;
import dev.migrationcontrol.planner.RepairPlanner;
import dev.migrationcontrol.planner.RollbackPlanner;
import dev.migrationcontrol.planner.RollbackTarget;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.HistoryGuard;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ReadScripts;
import dev.migrationcontrol.script.ScriptsUnreadable;
import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Our runner, on one database of a project. */
public final class Ours {
    static final MigrationRunner RUNNER = new MigrationRunner(new DatabaseConnections());

    private final Project project;
    private final String database;

    public Ours(Project project, String database) {
        this.project = project;
        this.database = database;
    }

    private interface Planner {
        PlanResult plan(MigrationSession session);
    }

    public Ending upgrade() {
        return upgrade(null);
    }

    public Ending upgrade(@Nullable String target) {
        Version version = target == null ? null : Version.of(target);
        return execute(
                session -> UpgradePlanner.plan(session.history(), session.scripts(), version, project.outOfOrder));
    }

    Ending rollback(RollbackTarget target) {
        return execute(session -> RollbackPlanner.plan(session.history(), session.scripts(), target, session::textOf));
    }

    Ending rollbackTo(String version) {
        return rollback(new RollbackTarget.ToVersion(Version.of(version)));
    }

    Ending repair() {
        return inSession(session -> {
            RepairRows rows = RepairPlanner.plan(session.history(), session.scripts(), false);
            if (!rows.isEmpty()) {
                session.repair(rows);
            }
            return Ending.done(List.of());
        });
    }

    RepairRows planRepair() {
        try {
            return RUNNER.inSession(
                    target(), session -> RepairPlanner.plan(session.history(), session.scripts(), false));
        } catch (RunFailure e) {
            throw new IllegalStateException(e);
        }
    }

    Ending baseline(String version, String description) {
        return inSession(session -> {
            Version at = Version.of(version);
            Optional<PlanResult.Blocked> obstacle = BaselinePlanner.obstacle(session.history(), at, description);
            if (obstacle.isPresent()) {
                return Ending.refused(obstacle.get().detail());
            }
            if (!BaselinePlanner.isThere(session.history(), at, description)) {
                session.createHistory();
                session.recordBaseline(at, description);
            }
            return Ending.done(List.of());
        });
    }

    Target target() {
        Environment environment = project.environment(database);
        Policy policy = environment.policy();
        return new Target(
                environment,
                ReadScripts.of(environment),
                "migration-control/test/1",
                policy.lockTimeout(),
                policy.statementTimeout());
    }

    private Ending execute(Planner planner) {
        List<String> ran = new ArrayList<>();
        Ending ending = inSession(session -> {
            PlanResult planning =
                    HistoryGuard.check(planner.plan(session), session.resolvedScripts(), project.environment(database));
            if (planning instanceof PlanResult.Blocked blocked) {
                return Ending.refused(blocked.detail());
            }
            session.createHistory();
            for (ScriptRun run : ((PlanResult.Ready) planning).runs()) {
                session.run(run, RunListener.NONE);
                ran.add(run.script().name());
            }
            return Ending.done(ran);
        });
        return new Ending(ending.refusal(), ending.failure(), List.copyOf(ran));
    }

    Ending inSession(MigrationRunner.Work<Ending> work) {
        try {
            return RUNNER.inSession(target(), work);
        } catch (RunFailure e) {
            return Ending.failed(e, List.of());
        } catch (ScriptsUnreadable e) {
            return Ending.refused(String.valueOf(e.getMessage()));
        }
    }
}
