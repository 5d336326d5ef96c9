package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.environment.database.HostPort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL server on data that is kept; it listens on the loopback interface alone. */
final class EmbeddedServer implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String USER = "postgres";

    /** Where the environments on it say that they come from. */
    static final String VARIABLE = "embedded";

    /** Runs the scripts of trees that are tried: it may create databases, and nothing else. */
    static final String TRIAL_USER = "migration_control_trials";

    private static final Logger LOG = Logger.getLogger(EmbeddedServer.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final int port;
    private final EmbeddedConfig config;
    private final boolean adopted;
    private final Supervision supervision;
    private volatile @Nullable EmbeddedPostgres started;
    private boolean closed;

    private EmbeddedServer(DataFolder folder, EmbeddedConfig config, int port, @Nullable EmbeddedPostgres started) {
        this.folder = folder;
        this.config = config;
        this.port = port;
        this.adopted = started == null;
        this.started = started;
        this.supervision = new Supervision(folder, this::startAgain);
    }

    /** Starts it, or adopts the one that a killed service left on the folder; throws {@link StartRefused}. */
    static EmbeddedServer start(EmbeddedConfig config) {
        requireApart(
                config.dataDirectory().toAbsolutePath().normalize(),
                config.unpackDirectory().toAbsolutePath().normalize());
        try {
            DataFolder folder = DataFolder.hold(config.dataDirectory());
            try {
                return on(folder, config);
            } catch (IOException | RuntimeException failure) {
                folder.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new StartRefused(
                    DataFolder.SETTING,
                    "is " + config.dataDirectory() + ", which cannot be used: " + failure,
                    "name a folder that the service may write to");
        }
    }

    /** Programs in the folder of the data, or the reverse, would keep the server from making its data. */
    private static void requireApart(Path data, Path programs) {
        if (data.startsWith(programs) || programs.startsWith(data)) {
            throw new StartRefused(
                    DataFolder.SETTING,
                    "is " + data + ", and migration-control.embedded.unpack-directory is " + programs
                            + ": one of them is in the other",
                    "name two folders of which neither is in the other");
        }
    }

    private static EmbeddedServer on(DataFolder folder, EmbeddedConfig config) throws IOException {
        Optional<Postmaster> orphan = Orphan.find(folder, new Deadline(config.startTimeout()));
        if (orphan.isPresent()) {
            return new EmbeddedServer(folder, config, orphan.get().port(), null);
        }
        EmbeddedPostgres started = new ServerLaunch(folder, config, config.port()).run();
        folder.complete();
        return new EmbeddedServer(folder, config, started.getPort(), started);
    }

    /** On the same port, which everybody knows by now. */
    private void startAgain() throws IOException {
        EmbeddedPostgres dead = started;
        if (dead != null) {
            // It holds a lock on the folder.
            dead.close();
        }
        started = new ServerLaunch(folder, config, port).run();
    }

    static Database database(int port, String name) {
        return new Database(List.of(new HostPort(HOST, port)), name, USER, null, Map.of());
    }

    int port() {
        return port;
    }

    boolean isAdopted() {
        return adopted;
    }

    Path dataDirectory() {
        return folder.path();
    }

    /** A database on it, created if it is missing. */
    Database database(String name) {
        try (Connection connection = new DatabaseConnections()
                        .open(
                                database(port, "postgres"),
                                "migration-control/create",
                                Map.of(),
                                Duration.ofSeconds(10));
                Statement statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", name)) {
                statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(name, true));
            }
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", TRIAL_USER)) {
                statement.execute("CREATE ROLE " + TRIAL_USER + " LOGIN CREATEDB");
            }
        } catch (SQLException failure) {
            throw new IllegalStateException("the embedded server did not create the database " + name, failure);
        }
        return database(port, name);
    }

    private static boolean exists(Connection connection, String sql, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** Stops the server, ending its sessions, and gives up the folder. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervision.close();
        try {
            stop();
        } catch (IOException failure) {
            throw new UncheckedIOException("the embedded server did not stop", failure);
        }
    }

    private void stop() throws IOException {
        try (folder) {
            Optional<Postmaster> running = folder.postmaster();
            EmbeddedPostgres own = started;
            if (own != null) {
                own.close();
            } else if (running.isPresent()) {
                running.get().interrupt();
            }
            // The process cannot be waited for: in a container without an init it stays as a zombie.
            Deadline deadline = new Deadline(STOP_TIMEOUT);
            while (folder.postmaster().isPresent()) {
                if (!deadline.waitMore()) {
                    LOG.warnf("The embedded PostgreSQL on %s has not stopped yet", folder.path());
                    return;
                }
            }
        }
    }
}
