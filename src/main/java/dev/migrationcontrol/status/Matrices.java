package dev.migrationcontrol.status;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.script.ScriptCatalog;
import dev.migrationcontrol.script.Scripts;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all environments at once, and puts what they have next to each other. Where the caller allows it, a database that
 * was looked at a moment ago is not asked again: a server may hold many, which take turns.
 */
@ApplicationScoped
class Matrices {
    private final Statuses statuses;
    private final Operations operations;
    private final ScriptCatalog catalog;
    private final Map<String, Last> known = new ConcurrentHashMap<>();
    private final Map<String, Look> looks = new ConcurrentHashMap<>();
    private final Map<String, Begun> begun = new ConcurrentHashMap<>();

    Matrices(Statuses statuses, Operations operations, ScriptCatalog catalog) {
        this.statuses = statuses;
        this.operations = operations;
        this.catalog = catalog;
    }

    /** What did not change since is not made again. */
    private record Last(History history, Scripts scripts, List<MigrationEntry> entries) {}

    /**
     * A look at an environment.
     *
     * @param asked by the clock of {@link System#nanoTime()}
     * @param newest its newest operation before the look
     */
    private record Look(Statuses.Seen seen, long asked, String newest) {
        boolean isCurrent(long now, Duration age, String newestNow, LoadedScripts scripts) {
            return now - asked <= age.toNanos()
                    && newest.equals(newestNow)
                    && seen.scripts()
                            .scripts()
                            .digest()
                            .equals(scripts.scripts().digest())
                    && Objects.equals(seen.scripts().unreadable(), scripts.unreadable());
        }
    }

    /**
     * How old a look may be, where neither an operation nor a script has changed anything since.
     *
     * @param maximum for an answer that needs no new look
     * @param meanwhile for an answer that is given at once, while a new look begins
     */
    record Ages(Duration maximum, Duration meanwhile) {
        static final Ages NOW = new Ages(Duration.ZERO, Duration.ZERO);

        boolean isNow() {
            return maximum.isZero() && meanwhile.isZero();
        }
    }

    /** A look that is under way. */
    private record Begun(long asked, String newest, CompletableFuture<Statuses.Seen> seen) {}

    /** Never a failure because of one environment: of one that cannot be read, nothing is known. */
    Uni<List<MatrixRows.Known>> known(List<Environment> environments, Ages ages) {
        if (environments.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return resting(environments, ages)
                .chain(newest -> Uni.join()
                        .all(environments.stream()
                                .map(each -> known(each, ages, newest.get(each.name())))
                                .toList())
                        .andFailFast())
                .emitOn(Infrastructure.getDefaultWorkerPool());
    }

    /** Nothing where every look is to be a new one, or the control database does not answer. */
    private Uni<Map<String, String>> resting(List<Environment> environments, Ages ages) {
        if (ages.isNow()) {
            return Uni.createFrom().item(Map.of());
        }
        List<String> names = environments.stream().map(Environment::name).toList();
        return Uni.createFrom()
                .item(() -> operations.resting(names))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onFailure()
                .recoverWithItem(Map.of());
    }

    /** @param newest null where an operation is at work, or nothing is known of operations */
    private Uni<MatrixRows.Known> known(Environment environment, Ages ages, @Nullable String newest) {
        if (newest == null) {
            return statuses.look(environment)
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .map(seen -> known(environment, seen));
        }
        return LoadedScripts.of(environment, catalog)
                .chain(scripts -> seen(environment, ages, newest, scripts))
                .map(seen -> known(environment, seen));
    }

    private Uni<Statuses.Seen> seen(Environment environment, Ages ages, String newest, LoadedScripts scripts) {
        long now = System.nanoTime();
        Look last = looks.get(environment.name());
        if (last != null && last.isCurrent(now, ages.maximum(), newest, scripts)) {
            return Uni.createFrom().item(last.seen());
        }
        Begun begun = begin(environment, newest);
        if (last != null && last.isCurrent(now, ages.meanwhile(), newest, scripts)) {
            return Uni.createFrom().item(last.seen());
        }
        return Uni.createFrom()
                .completionStage(() -> begun.seen().copy())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(seen ->
                        new Look(seen, begun.asked(), begun.newest()).isCurrent(now, ages.maximum(), newest, scripts)
                                ? Uni.createFrom().item(seen)
                                : look(environment, newest, System.nanoTime()));
    }

    /** Whoever asks while a look is under way shares it; whether it is new enough is for them to say. */
    private Begun begin(Environment environment, String newest) {
        Begun made = new Begun(System.nanoTime(), newest, new CompletableFuture<>());
        Begun other = begun.putIfAbsent(environment.name(), made);
        if (other != null) {
            return other;
        }
        look(environment, newest, made.asked())
                .onTermination()
                .invoke(() -> begun.remove(environment.name(), made))
                .subscribe()
                .with(made.seen()::complete, made.seen()::completeExceptionally);
        return made;
    }

    private Uni<Statuses.Seen> look(Environment environment, String newest, long asked) {
        return statuses.look(environment)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(seen -> looks.put(environment.name(), new Look(seen, asked, newest)));
    }

    private MatrixRows.Known known(Environment environment, Statuses.Seen seen) {
        return new MatrixRows.Known(seen.status(), environment.policy().isProtected(), entries(environment, seen));
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
