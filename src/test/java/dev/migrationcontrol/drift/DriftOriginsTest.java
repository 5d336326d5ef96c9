package dev.migrationcontrol.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.Database;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import dev.migrationcontrol.environment.database.HostPort;
import dev.migrationcontrol.environment.database.Secret;
import dev.migrationcontrol.schema.ComparisonUnderTest;
import dev.migrationcontrol.schema.ObjectChange;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a server says of who changed an object and when, where it keeps the times of commits. */
class DriftOriginsTest {
    private static EmbeddedPostgres server;

    private final DriftOrigins origins = new DriftOrigins(ComparisonUnderTest.create(), new DatabaseConnections());

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("track_commit_timestamp", "on")
                .setServerConfig("fsync", "off")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Environment environment() {
        Database database = new Database(
                List.of(new HostPort(TestServer.HOST, server.getPort())),
                "postgres",
                TestServer.USER,
                new Secret("unused"),
                Map.of());
        return new Environment(
                "production", database, null, "PRODUCTION_DATABASE_URL", Policy.defaults(List.of("filesystem:unused")));
    }

    /** Runs statements, and says what time it is on the server afterwards. */
    private static Instant run(String user, String... statements) throws SQLException {
        try (Connection connection = server.getDatabase(user, "postgres").getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
            try (ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
                row.next();
                return row.getObject(1, OffsetDateTime.class).toInstant();
            }
        }
    }

    private DriftedObject.Origin changed(String kind, String name) throws SQLException {
        DriftedObject found = origins.of(
                        environment(), List.of(new ObjectChange(name, kind, ObjectChange.Change.ADDED, null, kind)))
                .get(0);
        assertThat(found.changed()).as(name).isNotNull();
        return found.changed();
    }

    @Test
    void theTimeOfTheCommitIsKnownButNotWho() throws SQLException {
        Instant before = run("postgres", "CREATE TABLE visited (id int)");
        Instant table = run("postgres", "CREATE TABLE bought (id int)");
        Instant column = run("postgres", "ALTER TABLE bought ADD note text");
        Instant index = run("postgres", "CREATE INDEX by_note ON bought (note)");
        assertThat(changed("column", "public.bought.note").at()).isBetween(table, column);
        DriftedObject.Origin made = changed("index", "public.by_note");
        assertThat(made.at()).isBetween(column, index);
        assertThat(made.evidence()).isEqualTo(DriftedObject.Evidence.COMMIT_TIME);
        assertThat(made.user()).isNull();
        assertThat(made.command()).isNull();
        assertThat(changed("table", "public.visited").at()).isBeforeOrEqualTo(before);
    }

    @Test
    void whatTheRecorderSawIsBetterThanTheTime() throws SQLException {
        run("postgres", "CREATE TABLE orders (id int)", "CREATE ROLE alice LOGIN", "ALTER TABLE orders OWNER TO alice");
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            DriftRecorder.install(connection);
            assertThat(DriftRecorder.isInstalled(connection)).isTrue();
        }
        run("alice", "SET application_name = 'by hand'", "ALTER TABLE orders ADD total int");
        DriftedObject.Origin recorded = changed("column", "public.orders.total");
        assertThat(recorded.evidence()).isEqualTo(DriftedObject.Evidence.RECORDED);
        assertThat(recorded.user()).isEqualTo("alice");
        assertThat(recorded.application()).isEqualTo("by hand");
        assertThat(recorded.command()).isEqualTo("ALTER TABLE");
        try (Connection connection = server.getPostgresDatabase().getConnection()) {
            DriftRecorder.remove(connection);
            assertThat(DriftRecorder.isInstalled(connection)).isFalse();
        }
        assertThat(changed("column", "public.orders.total").evidence())
                .as("without it the time is left")
                .isEqualTo(DriftedObject.Evidence.COMMIT_TIME);
    }
}
