package dev.migrationcontrol.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The running service, a process of its own. */
final class Service implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long STOP_SECONDS = 30;

    private final Process process;
    private final int port;
    private final long startedIn;
    private final HttpConnection connection;

    private Service(Process process, int port, long startedIn, HttpConnection connection) {
        this.process = process;
        this.port = port;
        this.startedIn = startedIn;
        this.connection = connection;
    }

    /** The service as soon as it says that it is ready. */
    static Service ready(Process process, int port, long start) throws IOException, InterruptedException {
        while (System.nanoTime() - start < PATIENCE_NANOS && process.isAlive()) {
            try {
                HttpConnection connection = new HttpConnection(port);
                if (connection.get("/q/health/ready").status() == 200) {
                    return new Service(process, port, System.nanoTime() - start, connection);
                }
                connection.close();
            } catch (IOException notYet) {
                // it does not listen yet
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        process.destroy();
        throw new IllegalStateException("the service did not become ready; its log is service.log");
    }

    /** From the start of the process until it was ready, in nanoseconds. */
    long startedIn() {
        return startedIn;
    }

    /** A connection of one's own, to be closed. */
    HttpConnection connect() throws IOException {
        return new HttpConnection(port);
    }

    /**
     * Asks for an upgrade or a rollback and waits for its end, which must be a success.
     *
     * @return how long the one request took, in nanoseconds
     */
    long post(String path, String body) throws IOException {
        long start = System.nanoTime();
        HttpConnection.Answer answer = connection.post(path, body);
        long taken = System.nanoTime() - start;
        JsonNode operation = JSON.readTree(answer.body());
        if (answer.status() != 200 || !operation.path("state").asText().equals("SUCCEEDED")) {
            throw new IllegalStateException(path + " answered " + answer.status() + ": " + operation);
        }
        return taken;
    }

    /** Resident memory in MiB; 0 where the system does not tell. */
    long residentMebibytes() throws IOException {
        return mebibytes("VmRSS:");
    }

    /** The most resident memory so far in MiB; 0 where the system does not tell. */
    long peakMebibytes() throws IOException {
        return mebibytes("VmHWM:");
    }

    private long mebibytes(String field) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        if (!Files.exists(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
        process.destroy();
        process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    }
}
