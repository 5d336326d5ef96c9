package dev.migrationcontrol.cluster;

import dev.migrationcontrol.RawConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Many callers of one replica at once, for a time, and what was seen of it meanwhile. Every loop is bounded. */
public final class Load {
    private static final int MOST_OF_ONE_CALLER = 100_000;

    private final Replica replica;
    private final int threads;
    private final Duration time;
    private final List<HttpRequest> requests = new ArrayList<>();
    private final List<Callable<List<RawConnection>>> held = new ArrayList<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger broken = new AtomicInteger();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public Load(Replica replica, int threads, Duration time) {
        this.replica = replica;
        this.threads = threads;
        this.time = time;
    }

    /** What was seen. */
    public record Seen(
            Map<Integer, Integer> statuses, int broken, Duration slowestLive, int probes, long residentMegabytes) {}

    public void ask(String... paths) {
        for (String path : paths) {
            requests.add(request(path).GET().build());
        }
    }

    public void post(String path, String body) {
        requests.add(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    public void upload(String type, byte[] archive) {
        requests.add(request("/api/v1/audits")
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(archive))
                .build());
    }

    /** Connections on which something is said, and no more. */
    public void hold(int connections, String said) {
        held.add(() -> RawConnection.open(replica.port(), connections, said));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica.port() + path))
                .timeout(Duration.ofSeconds(120));
    }

    public Seen run() throws Exception {
        ExecutorService callers = Executors.newCachedThreadPool();
        List<RawConnection> connections = new ArrayList<>();
        long end = System.nanoTime() + time.toNanos();
        Duration slowest = Duration.ZERO;
        int probes = 0;
        long resident = 0;
        try {
            for (int i = 0; i < threads; i++) {
                int caller = i;
                callers.execute(() -> call(caller));
            }
            for (Callable<List<RawConnection>> each : held) {
                callers.execute(() -> keep(each, connections));
            }
            while (System.nanoTime() < end) {
                Duration taken = probe();
                slowest = taken.compareTo(slowest) > 0 ? taken : slowest;
                resident = Math.max(resident, residentMegabytes());
                probes++;
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } finally {
            over.set(true);
            callers.shutdown();
            callers.awaitTermination(150, TimeUnit.SECONDS);
            synchronized (connections) {
                RawConnection.closeAll(connections);
            }
        }
        return new Seen(statuses, broken.get(), slowest, probes, resident);
    }

    private void call(int caller) {
        for (int i = caller; !over.get() && i < caller + MOST_OF_ONE_CALLER; i++) {
            try {
                int status = client.send(requests.get(i % requests.size()), BodyHandlers.discarding())
                        .statusCode();
                synchronized (statuses) {
                    statuses.merge(status, 1, Integer::sum);
                }
            } catch (IOException refusedBeforeItWasSent) {
                broken.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void keep(Callable<List<RawConnection>> open, List<RawConnection> connections) {
        try {
            List<RawConnection> opened = open.call();
            synchronized (connections) {
                connections.addAll(opened);
            }
        } catch (Exception e) {
            broken.incrementAndGet();
        }
    }

    private Duration probe() throws IOException {
        long begun = System.nanoTime();
        try (RawConnection probe = RawConnection.open(replica.port(), RawConnection.head("GET", "/q/health/live"))) {
            String answer = probe.answer("UP");
            if (!answer.contains(" 200 ")) {
                throw new IOException("not alive: " + answer);
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Zero where the system does not tell. */
    private long residentMegabytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(replica.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }
}
