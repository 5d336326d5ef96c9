package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.script.Scripts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks at all environments at once, and puts what they have next to each other. */
@ApplicationScoped
class Matrices {
    private final Statuses statuses;
    private final Map<String, Last> known = new ConcurrentHashMap<>();

    Matrices(Statuses statuses) {
        this.statuses = statuses;
    }

    /** What did not change since is not made again. */
    private record Last(History history, Scripts scripts, List<MigrationEntry> entries) {}

    /** Never a failure because of one environment: of one that cannot be read, nothing is known. */
    Uni<List<MatrixRows.Known>> known(List<Environment> environments) {
        if (environments.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join()
                .all(environments.stream().map(this::known).toList())
                .andFailFast()
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    private Uni<MatrixRows.Known> known(Environment environment) {
        return statuses.look(environment)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(seen -> new MatrixRows.Known(
                        seen.status(), environment.policy().isProtected(), entries(environment, seen)));
    }

    private @Nullable List<MigrationEntry> entries(Environment environment, Statuses.Seen seen) {
        Reachable found = seen.found();
        if (found == null || found.isHistoryUnreadable() || seen.scripts().unreadable() != null) {
            return null;
        }
        History history = found.history();
        Scripts scripts = seen.scripts().scripts();
        Last last = known.get(environment.name());
        if (last != null
                && last.scripts().digest().equals(scripts.digest())
                && last.history().rows() == history.rows()) {
            return last.entries();
        }
        UndoIndex undos = new UndoIndex(scripts);
        List<MigrationEntry> entries =
                MigrationStates.of(history, scripts, null, environment.policy().outOfOrder()).stream()
                        .map(migration -> MigrationEntry.of(migration, undos, Map.of()))
                        .toList();
        known.put(environment.name(), new Last(history, scripts, entries));
        return entries;
    }
}
