package dev.migrationcontrol.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Callers that each ask again as soon as they have their answer. */
record Throughput(double perSecond, Series latency) {
    static final int SECONDS = 5;
    private static final int WARM_UP_SECONDS = 3;

    static Throughput of(Service service, String path, int callers) {
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try {
            run(service, path, callers, threads, WARM_UP_SECONDS);
            List<Long> taken = run(service, path, callers, threads, SECONDS);
            Series latency = new Series();
            taken.forEach(latency::add);
            return new Throughput((double) taken.size() / SECONDS, latency);
        } finally {
            threads.shutdown();
        }
    }

    private static List<Long> run(Service service, String path, int callers, ExecutorService threads, int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        List<CompletableFuture<List<Long>>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(CompletableFuture.supplyAsync(() -> call(service, path, end), threads));
        }
        return all.stream().flatMap(caller -> caller.join().stream()).toList();
    }

    private static List<Long> call(Service service, String path, long end) {
        List<Long> taken = new ArrayList<>();
        try (HttpConnection connection = service.connect()) {
            long start = System.nanoTime();
            while (start < end) {
                if (connection.get(path).status() != 200) {
                    throw new IllegalStateException(path + " failed");
                }
                long now = System.nanoTime();
                taken.add(now - start);
                start = now;
            }
            return taken;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
