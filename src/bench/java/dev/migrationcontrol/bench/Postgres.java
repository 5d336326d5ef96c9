package dev.migrationcontrol.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** An embedded server that writes durably and asks for a password, as servers do that matter. */
final class Postgres implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String USER = "postgres";
    static final String PASSWORD = "benchmark";

    private final EmbeddedPostgres server;

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
    }

    static Postgres start(Path folder) throws IOException, SQLException {
        Path data = folder.resolve("postgres");
        Path logFile = folder.resolve("postgres.log");
        Files.deleteIfExists(logFile);
        Redirect log = Redirect.appendTo(logFile.toFile());
        Postgres postgres = new Postgres(EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.resolve("postgres-binaries").toFile())
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", HOST)
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .start());
        postgres.askForPasswords(data);
        return postgres;
    }

    private void askForPasswords(Path data) throws IOException, SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER ROLE " + USER + " PASSWORD '" + PASSWORD + "'");
            Files.writeString(data.resolve("pg_hba.conf"), "host all all " + HOST + "/32 scram-sha-256\n");
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    int port() {
        return server.getPort();
    }

    String url(String database) {
        return "postgresql://" + USER + ":" + PASSWORD + "@" + HOST + ":" + port() + "/" + database;
    }

    String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + port() + "/" + database;
    }

    Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", PASSWORD);
        return new Driver().connect(jdbcUrl(database), login);
    }

    /** Makes an empty database of this name, whoever is connected to the one that there was. */
    void recreate(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
            statement.execute("CREATE DATABASE \"" + database + "\" TEMPLATE template0");
            statement.execute("CHECKPOINT");
        }
    }

    /** A database that holds what another one does, to which nobody is connected. */
    void copy(String from, String database) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
            statement.execute("CREATE DATABASE \"" + database + "\" TEMPLATE \"" + from + "\"");
        }
    }

    void drop(String database) throws SQLException {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS \"" + database + "\" WITH (FORCE)");
        }
    }

    String show(String setting) throws SQLException {
        return query("postgres", "SELECT current_setting('" + setting + "')");
    }

    /** The first column of the first row. */
    String query(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
