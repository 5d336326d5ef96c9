package dev.migrationcontrol.cluster;

import dev.migrationcontrol.DataFolder;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own, which can be stopped in the ways in which servers stop, and started again. */
public final class BreakableServer implements AutoCloseable {
    private static final long GONE_MILLIS = 30_000;
    private static final AtomicInteger SERVERS = new AtomicInteger();

    private final Path data;
    private final Path log;
    private final int port;
    private final EmbeddedPostgres server;
    private List<String> command = List.of();
    private @Nullable Process restarted;

    private BreakableServer(Path data, Path log) throws IOException {
        this.data = data;
        this.log = log;
        this.server = launch(data, log);
        this.port = server.getPort();
    }

    /** @param folder an empty one for its log, and for its data where there is no room in memory */
    public static BreakableServer start(Path folder) {
        try {
            Path data = DataFolder.inMemory("breakable-" + SERVERS.incrementAndGet())
                    .orElse(folder.resolve("data"));
            return new BreakableServer(data, Files.createDirectories(folder).resolve("postgres.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres launch(Path data, Path log) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setServerConfig("max_connections", "1000")
                .setServerConfig("max_wal_size", "256MB")
                // A server that is stopped must not lose what it has committed.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("unix_socket_directories", "")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setPGStartupWait(Duration.ofMinutes(1))
                .start();
    }

    public int port() {
        return port;
    }

    public String url(String database) {
        return url(database, port);
    }

    /** The URL of a database through another port, as that of a proxy. */
    public static String url(String database, int port) {
        return "postgresql://postgres:unused@127.0.0.1:" + port + "/" + database;
    }

    public void createDatabase(String name) {
        execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE template0 STRATEGY FILE_COPY");
    }

    /** A connection as the superuser; waits for a server that is recovering. */
    public Connection connect(String database) throws SQLException {
        long deadline = System.nanoTime() + GONE_MILLIS * 1_000_000;
        while (true) {
            try {
                return DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "unused");
            } catch (SQLException e) {
                boolean passes = "57P03".equals(e.getSQLState())
                        || String.valueOf(e.getSQLState()).startsWith("08");
                if (!passes || System.nanoTime() > deadline) {
                    throw e;
                }
                Replica.sleep(50);
            }
        }
    }

    public void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of a query's rows. */
    public List<String> query(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(result.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** As {@code pg_ctl stop -m immediate}: no checkpoint, sessions are cut, recovery at the next start. */
    public void stopImmediately() {
        long pid = postmaster();
        command = commandOf(pid);
        Signals.send("QUIT", pid);
        long deadline = System.nanoTime() + GONE_MILLIS * 1_000_000;
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && System.nanoTime() < deadline) {
            Replica.sleep(20);
        }
    }

    /** Starts it again as it was started, with its data, on its port; {@link #connect} waits until it answers. */
    public void startAgain() {
        startAgain(data);
    }

    /** Starts a server with other data in its place, as a standby that is promoted. */
    public void startAgain(Path otherData) {
        try {
            Files.deleteIfExists(otherData.resolve("postmaster.pid"));
            List<String> launch = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                // PostgreSQL does not run as root, so it gets a user namespace, as the library gives it one.
                launch.addAll(List.of("unshare", "-U"));
            }
            command.forEach(word -> launch.add(word.equals(data.toString()) ? otherData.toString() : word));
            restarted = new ProcessBuilder(launch)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> commandOf(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
            return List.of(line.split("\0"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends one session's process as the kernel does that needs its memory, and returns when the server has seen it and
     * begun to end all of its sessions: from then on {@link #connect} waits for its recovery.
     */
    public void killBackend(long pid) {
        try (Connection witness = connect("postgres")) {
            Signals.send("KILL", pid);
            long deadline = System.nanoTime() + GONE_MILLIS * 1_000_000;
            while (witness.isValid(1)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("the server goes on without its process " + pid);
                }
                Replica.sleep(10);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public Path data() {
        return data;
    }

    private long postmaster() {
        try {
            return Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        Process own = restarted;
        if (own != null && own.isAlive()) {
            own.destroy();
            own.onExit().join();
        }
        server.close();
    }
}
