package dev.migrationcontrol;

import dev.migrationcontrol.environment.Database;
import dev.migrationcontrol.environment.HostPort;
import dev.migrationcontrol.environment.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** One real PostgreSQL for all tests of a JVM, started by the first that asks for a database. */
public final class TestServer {
    public static final String HOST = "127.0.0.1";
    public static final String USER = "postgres";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestServer() {}

    /** Creates an empty database and returns its name. */
    public static String createDatabase() {
        String name = "test_" + System.nanoTime() + "_" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name + " TEMPLATE template0");
        return name;
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
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
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
                return EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("max_connections", "300")
                        .setPGStartupWait(Duration.ofMinutes(1))
                        .start()
                        .getPort();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
