package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.plan.HistoryProblem;
import dev.migrationcontrol.plan.HistoryValidation;
import dev.migrationcontrol.plan.Migration;
import dev.migrationcontrol.plan.MigrationState;
import dev.migrationcontrol.plan.MigrationStates;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import dev.migrationcontrol.status.StatusProblem.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Judges where an environment stands by what its database and its scripts say. */
final class Assessment {
    private final Environment environment;
    private final ReadScripts read;
    private final Instant checkedAt;
    private final @Nullable UUID activeOperation;

    Assessment(Environment environment, ReadScripts read, Instant checkedAt, @Nullable UUID activeOperation) {
        this.environment = environment;
        this.read = read;
        this.checkedAt = checkedAt.truncatedTo(ChronoUnit.MILLIS);
        this.activeOperation = activeOperation;
    }

    EnvironmentStatus of(Observation observation) {
        return observation instanceof Reachable reachable
                ? reachable(reachable)
                : unreachable((Unreachable) observation);
    }

    private EnvironmentStatus unreachable(Unreachable observation) {
        return new EnvironmentStatus(
                environment.name(),
                checkedAt,
                StatusState.UNREACHABLE,
                null,
                null,
                read.scripts().latestVersion().orElse(null),
                List.of(),
                List.of(StatusProblem.of(Kind.UNREACHABLE, observation.reason())),
                List.of(),
                activeOperation,
                observation.responseTime().truncatedTo(ChronoUnit.MICROS));
    }

    private EnvironmentStatus reachable(Reachable observation) {
        History history = observation.history();
        List<Migration> migrations = MigrationStates.of(
                history, read.scripts(), null, environment.policy().outOfOrder());
        List<StatusProblem> problems = problems(observation, migrations);
        List<PendingMigration> pending = observation.isHistoryUnreadable() ? List.of() : pending(migrations);
        return new EnvironmentStatus(
                environment.name(),
                checkedAt,
                state(history, problems, pending),
                observation.server(),
                MigrationStates.current(migrations).orElse(null),
                read.scripts().latestVersion().orElse(null),
                pending,
                problems,
                observation.foreignSystems(),
                activeOperation,
                observation.responseTime().truncatedTo(ChronoUnit.MICROS));
    }

    private List<StatusProblem> problems(Reachable observation, List<Migration> migrations) {
        List<StatusProblem> problems = new ArrayList<>();
        if (read.unreadable() != null) {
            problems.add(StatusProblem.of(Kind.SCRIPTS_UNREADABLE, read.unreadable()));
        }
        observation.defects().forEach(defect -> problems.add(StatusProblem.of(defect)));
        if (observation.isHistoryUnreadable()) {
            return problems;
        }
        for (HistoryProblem problem : HistoryValidation.problems(observation.history(), migrations)) {
            if (read.unreadable() == null || needsNoScripts(problem)) {
                problems.add(StatusProblem.of(problem));
            }
        }
        return problems;
    }

    private static boolean needsNoScripts(HistoryProblem problem) {
        return problem.kind() == HistoryProblem.Kind.FAILED_MIGRATION
                || problem.kind() == HistoryProblem.Kind.UNREADABLE_ROW;
    }

    private List<PendingMigration> pending(List<Migration> migrations) {
        Undos undos = new Undos(read.scripts());
        return migrations.stream()
                .filter(migration -> migration.state() == MigrationState.PENDING)
                .map(migration -> PendingMigration.of(migration, undos))
                .toList();
    }

    private static StatusState state(History history, List<StatusProblem> problems, List<PendingMigration> pending) {
        if (problems.stream().anyMatch(problem -> problem.kind() == Kind.FAILED_MIGRATION)) {
            return StatusState.FAILED;
        }
        if (!history.exists()) {
            return history.schemaEmpty() ? StatusState.EMPTY : StatusState.UNMANAGED;
        }
        if (problems.stream().anyMatch(problem -> problem.kind() != Kind.FUTURE_MIGRATION)) {
            return StatusState.DIVERGED;
        }
        if (!problems.isEmpty()) {
            return StatusState.AHEAD;
        }
        return pending.isEmpty() ? StatusState.UP_TO_DATE : StatusState.PENDING;
    }
}
