package dev.migrationcontrol;

import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** One real PostgreSQL for all tests of a JVM, started by the first that asks for a database. */
public final class TestServer {
    public static final String HOST = "127.0.0.1";
    public static final String USER = "postgres";

    private static final String TEMPORARY = "test_";

    /** Where databases are made and dropped: its session is kept, for each new one costs the server a process. */
    private static final String MAINTENANCE = "postgres";

    private static final AtomicReference<@Nullable Connection> KEPT = new AtomicReference<>();

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** Creates an empty database, which is there until the test class has ended, and returns its name. */
    public static String createDatabase() {
        return createDatabase(TEMPORARY);
    }

    /** Creates an empty database for all test classes of the JVM, and returns its name. */
    static String createLastingDatabase() {
        return createDatabase("lasting_");
    }

    private static String createDatabase(String prefix) {
        String name = prefix + System.nanoTime() + "_" + DATABASES.incrementAndGet();
        // Copies files, rather than logging each of their pages.
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE template0 STRATEGY FILE_COPY");
        return name;
    }

    /** Drops what the tests of a class have left; a database with a prepared transaction or a subscription stays. */
    static void dropTemporaryDatabases() {
        if (System.getProperty(Started.PORT) == null) {
            return;
        }
        String sql = "SELECT datname FROM pg_database WHERE starts_with(datname, '" + TEMPORARY + "')";
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            for (String name : query("postgres", sql)) {
                try {
                    statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
                } catch (SQLException inUse) {
                    // it ends with the server
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static int port() {
        return Started.SERVER_PORT;
    }

    /** The database as the service knows it, as the superuser. */
    public static Database database(String name) {
        return databaseAs(USER, "unused", name);
    }

    public static Database databaseAs(String user, String password, String name) {
        return new Database(List.of(new HostPort(HOST, port())), name, user, new Secret<>(password), Map.of());
    }

    /** A connection as the superuser, which the caller closes. */
    public static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://" + HOST + ":" + port() + "/" + database, USER, "unused");
    }

    public static void execute(String database, String sql) {
        withSession(database, sql, statement -> statement.execute(sql));
    }

    /** The first column of a query's rows. */
    public static List<String> query(String database, String sql) {
        return withSession(database, sql, statement -> {
            List<String> values = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    values.add(result.getString(1));
                }
            }
            return values;
        });
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    private static <T> T withSession(String database, String sql, Work<T> work) {
        boolean isMaintenance = database.equals(MAINTENANCE);
        Connection kept = isMaintenance ? KEPT.getAndSet(null) : null;
        try {
            Connection connection = kept == null ? connect(database) : kept;
            T result;
            try (Statement statement = connection.createStatement()) {
                result = work.with(statement);
                if (isMaintenance) {
                    statement.execute("DISCARD ALL");
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            if (!isMaintenance || !KEPT.compareAndSet(null, connection)) {
                connection.close();
            }
            return result;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static final class Started {
        /** Quarkus loads tests by class loaders of its own, so the port is kept where all of them find it. */
        private static final String PORT = "test.postgres.port";

        static final int SERVER_PORT = start();

        private static int start() {
            synchronized (System.class) {
                String known = System.getProperty(PORT);
                if (known != null) {
                    return Integer.parseInt(known);
                }
                int port = startServer();
                System.setProperty(PORT, Integer.toString(port));
                return port;
            }
        }

        private static int startServer() {
            try {
                EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("max_wal_size", "256MB")
                        .setPGStartupWait(Duration.ofMinutes(1));
                DataFolder.inMemory("server").ifPresent(builder::setDataDirectory);
                return builder.start().getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
