package dev.migrationcontrol.cluster;

import java.util.Random;

/** Breaks something of a cluster now and then, and mends it again, until it is closed. */
public final class Chaos implements AutoCloseable {
    private final Cluster cluster;
    private final Random random;
    private final Figures figures;
    private final int meanPauseMillis;
    private final Thread thread = new Thread(this::run, "chaos");
    private volatile boolean closed;

    public Chaos(Cluster cluster, long seed, int meanPauseMillis, Figures figures) {
        this.cluster = cluster;
        this.random = new Random(seed);
        this.meanPauseMillis = meanPauseMillis;
        this.figures = figures;
        thread.start();
    }

    private void run() {
        while (!closed) {
            Replica.sleep(meanPauseMillis / 2 + random.nextInt(meanPauseMillis));
            if (!closed) {
                strike();
            }
        }
    }

    private void strike() {
        Replica replica = cluster.replica(random.nextInt(cluster.size()));
        switch (random.nextInt(7)) {
            case 0, 1 -> {
                figures.fault("kill");
                replica.kill();
                replica.restart().awaitReady();
            }
            case 2 -> {
                figures.fault("terminate");
                replica.terminate();
                replica.await(90);
                replica.restart().awaitReady();
            }
            case 3 -> {
                figures.fault("pause");
                replica.pause();
                Replica.sleep(1_000 + random.nextInt(7_000));
                replica.resume();
            }
            case 4 -> {
                figures.fault("cut targets");
                cluster.toTargets().cut();
            }
            case 5 -> {
                figures.fault("cut control");
                cluster.toControl().breakDown();
                Replica.sleep(random.nextInt(2_000));
                cluster.toControl().mend();
            }
            default -> {
                figures.fault("end sessions");
                cluster.targets()
                        .execute(
                                "postgres",
                                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE random() < 0.5"
                                        + " AND application_name LIKE 'migration-control/%'");
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join();
        for (int i = 0; i < cluster.size(); i++) {
            cluster.replica(i).awaitReady();
        }
    }
}
