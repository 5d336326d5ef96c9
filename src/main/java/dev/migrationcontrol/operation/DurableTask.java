package dev.migrationcontrol.operation;

import java.time.Instant;
import java.util.Optional;

/**
 * Small work that survives restarts and runs on any node, at least once; features register as beans, which must need
 * neither {@link Operations} nor {@link DurableTasks}, for both are made of them.
 */
public interface DurableTask {
    /** Names the kind of work in the control database; never changes. */
    String name();

    /** How many runs are at work at once on a node; the engine gets as many threads beside those of operations. */
    int threads();

    /**
     * Does one piece of work. After an exception it is tried again a little later.
     *
     * @return when to run again, or nothing when it is done
     */
    Optional<Instant> run(String id);
}
