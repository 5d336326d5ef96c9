package dev.migrationcontrol.bench;

import dev.migrationcontrol.cluster.Figures;
import dev.migrationcontrol.cluster.Walks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Replicas that are killed, paused and cut off at random while they do thousands of operations; prints what came of it. */
final class Soak {
    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        Walks.Size size = new Walks.Size(
                Integer.getInteger("soak.replicas", 3),
                Integer.getInteger("soak.environments", 200),
                Integer.getInteger("soak.operations", 10),
                Integer.getInteger("soak.pause", 4_000));
        long seed = Long.getLong("soak.seed", System.nanoTime());
        System.out.println("soak.seed=" + seed + ", " + size);
        long start = System.nanoTime();
        Figures figures = Walks.run(folder(), size, seed);
        System.out.println(figures.report());
        System.out.println("every operation has ended, every history is right, nothing was executed twice; "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + " s in all");
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory("soak");
    }
}
