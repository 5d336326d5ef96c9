package dev.migrationcontrol.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Many random walks at once, on a cluster that breaks all the time. */
public final class Walks {
    private static final int AT_ONCE = 12;

    private Walks() {}

    /**
     * How much.
     *
     * @param environments how many walks, each on a database of its own
     * @param operations how many operations each asks for
     * @param meanPauseMillis between faults
     */
    public record Size(int replicas, int environments, int operations, int meanPauseMillis) {}

    /**
     * Runs them all.
     *
     * @throws AssertionError when an operation does not end, or a history or a database is not what it must be
     */
    public static Figures run(Path folder, Size size, long seed) throws Exception {
        List<String> environments = IntStream.rangeClosed(1, size.environments())
                .mapToObj(i -> "w" + i)
                .toList();
        Path scripts = folder.resolve("scripts");
        WalkScripts.write(scripts);
        Map<String, String> settings = new TreeMap<>();
        settings.put("MIGRATION_CONTROL_LOCATIONS", "filesystem:" + scripts);
        settings.put("MIGRATION_CONTROL_OPERATIONS_SHUTDOWN_WAIT", "5s");
        // Faults at random may strike the same step more often than a step that is to blame is given the chance to.
        settings.put("MIGRATION_CONTROL_OPERATIONS_DEATHS_AT_STEP", "50");
        Figures figures = new Figures();
        try (Cluster cluster = new Cluster(folder, size.replicas(), environments, settings)) {
            environments.forEach(name -> WalkScripts.prepare(cluster.targets(), name));
            Random seeds = new Random(seed);
            try (Chaos chaos = new Chaos(cluster, seeds.nextLong(), size.meanPauseMillis(), figures)) {
                walk(cluster, environments, size.operations(), seeds, figures);
            }
            requireNothingTwice(cluster, figures);
        }
        return figures;
    }

    private static void walk(Cluster cluster, List<String> environments, int operations, Random seeds, Figures figures)
            throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> walks = new ArrayList<>();
            for (String environment : environments) {
                Walk walk = new Walk(cluster, environment, seeds.nextLong(), figures);
                walks.add(pool.submit(() -> walk.run(operations)));
            }
            for (Future<?> walk : walks) {
                walk.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** The control database holds exactly the operations that the clients know of, and all of them have ended. */
    private static void requireNothingTwice(Cluster cluster, Figures figures) {
        List<String> counts =
                cluster.controls().query("control", "SELECT count(*) || ' of ' || count(finished_at) FROM operation");
        String wanted = figures.operations() + " of " + figures.operations();
        if (!counts.get(0).equals(wanted)) {
            throw new AssertionError("the control database holds " + counts.get(0) + " operations, not " + wanted);
        }
    }
}
