package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.probe.Observation.Unreachable;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.status.StatusProblem.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statuses of one environment, one after the other; what did not change in between is not compared again. */
final class StatusCache {
    private final Environment environment;
    private volatile @Nullable Comparison last;

    StatusCache(Environment environment) {
        this.environment = environment;
    }

    EnvironmentStatus status(Observation observation, LoadedScripts read, ControlFacts.One control, Instant checkedAt) {
        Instant time = checkedAt.truncatedTo(ChronoUnit.MILLIS);
        return observation instanceof Reachable reachable
                ? reachable(reachable, read, control, time)
                : unreachable((Unreachable) observation, read, control, time);
    }

    /** What is said where this service itself failed to judge. */
    EnvironmentStatus broken(Instant checkedAt) {
        StatusProblem problem = StatusProblem.of(
                Kind.INTERNAL_ERROR,
                "The status could not be found out because of a fault of this service: its log has the cause.");
        return new EnvironmentStatus(
                environment.name(),
                checkedAt.truncatedTo(ChronoUnit.MILLIS),
                StatusState.UNCHECKED,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(problem),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                Duration.ZERO);
    }

    private EnvironmentStatus reachable(
            Reachable found, LoadedScripts read, ControlFacts.One control, Instant checkedAt) {
        Comparison comparison = compare(found.history(), read.scripts());
        Assessment assessment = Assessment.of(found, comparison, read.unreadable());
        return new EnvironmentStatus(
                environment.name(),
                checkedAt,
                assessment.state(),
                found.server(),
                found.replica(),
                comparison.currentVersion(),
                comparison.latestVersion(),
                assessment.pending(),
                assessment.problems(),
                StatusWarning.of(read.scripts(), found.replica()),
                read.runner(),
                read.scripts().stockOnly(),
                found.foreignSystems(),
                control.active(),
                control.openUse(),
                found.responseTime().truncatedTo(ChronoUnit.MICROS));
    }

    private EnvironmentStatus unreachable(
            Unreachable failed, LoadedScripts read, ControlFacts.One control, Instant checkedAt) {
        return new EnvironmentStatus(
                environment.name(),
                checkedAt,
                failed.unasked() ? StatusState.UNCHECKED : StatusState.UNREACHABLE,
                null,
                null,
                null,
                read.scripts().latestVersion().orElse(null),
                List.of(),
                List.of(StatusProblem.of(failed.unasked() ? Kind.WAITING : Kind.UNREACHABLE, failed.reason())),
                StatusWarning.of(read.scripts(), null),
                read.runner(),
                read.scripts().stockOnly(),
                List.of(),
                control.active(),
                control.openUse(),
                failed.responseTime().truncatedTo(ChronoUnit.MICROS));
    }

    private Comparison compare(History history, Scripts scripts) {
        Comparison known = last;
        if (known != null && known.isOf(history, scripts)) {
            return known;
        }
        Comparison made = Comparison.of(history, scripts, environment.policy().outOfOrder());
        last = made;
        return made;
    }
}
