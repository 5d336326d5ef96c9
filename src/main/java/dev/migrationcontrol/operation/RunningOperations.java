package dev.migrationcontrol.operation;

import dev.migrationcontrol.engine.StopSignal.Why;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What this replica executes now. */
@Singleton
final class RunningOperations {
    private final Map<UUID, OperationRun> runs = new ConcurrentHashMap<>();
    private volatile @Nullable Why stopping;

    void add(OperationRun run) {
        runs.put(run.operation().id(), run);
        Why why = stopping;
        if (why != null) {
            run.stop().because(why);
        }
    }

    /** Ends everything that is executed here now or later. */
    void stopAll(Why why) {
        stopping = why;
        runs.values().forEach(run -> run.stop().because(why));
    }

    void remove(OperationRun run) {
        runs.remove(run.operation().id(), run);
    }

    /** Whether this replica ends. */
    boolean isStopping() {
        return stopping != null;
    }

    boolean holds(OperationRun run) {
        return runs.get(run.operation().id()) == run;
    }

    /** Ends an operation if it is executed here. */
    void cancel(UUID id) {
        OperationRun run = runs.get(id);
        if (run != null) {
            run.stop().because(Why.CANCELLED);
        }
    }

    Collection<OperationRun> all() {
        return List.copyOf(runs.values());
    }
}
