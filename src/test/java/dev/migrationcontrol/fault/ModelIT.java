package dev.migrationcontrol.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.cluster.Figures;
import dev.migrationcontrol.cluster.Walks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random requests, kills, pauses, cuts and retries against a reference state machine; the soak has hundreds of runs. */
class ModelIT {
    private static final long SEED = Long.getLong("model.seed", System.nanoTime());

    @TempDir
    private Path folder;

    @Test
    void whateverHappensEveryOperationEndsAndEveryHistoryIsRight() throws Exception {
        System.out.println("model.seed=" + SEED);
        Figures figures = Walks.run(folder, new Walks.Size(2, 40, 4, 3_000), SEED);
        System.out.println(figures.report());
        assertThat(figures.operations()).isGreaterThan(100);
        assertThat(figures.faults()).isPositive();
    }
}
