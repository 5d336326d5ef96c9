package dev.migrationcontrol.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.probe.Observation.Reachable;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.sql.HistoryTables;
import dev.migrationcontrol.sql.SqlIdentifiers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseProbeTest {
    private final String database = TestServer.createDatabase();
    private final Environment environment = Probing.environment(TestServer.database(database));
    private final Probing probing = new Probing();

    @AfterEach
    void close() {
        probing.close();
    }

    @Test
    void readsTheHistoryThatFlywayWrote(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("V1__first.sql"), "CREATE TABLE a (id int)");
        Files.writeString(folder.resolve("V1_1__second.sql"), "CREATE TABLE b (id int)");
        Files.writeString(folder.resolve("R__view.sql"), "CREATE OR REPLACE VIEW v AS SELECT 1 AS one");
        Instant before = Instant.now();
        Flyway.configure()
                .dataSource("jdbc:postgresql://127.0.0.1:" + TestServer.port() + "/" + database, "postgres", "")
                .locations("filesystem:" + folder)
                .load()
                .migrate();

        Reachable found = probing.reach(environment);

        assertThat(found.history().exists()).isTrue();
        assertThat(found.history().rows())
                .extracting(HistoryRow::script)
                .containsExactly("V1__first.sql", "V1_1__second.sql", "R__view.sql");
        assertThat(found.history().rows())
                .extracting(HistoryRow::version)
                .containsExactly(Version.of("1"), Version.of("1.1"), null);
        assertThat(found.history().rows()).allSatisfy(row -> {
            assertThat(row.success()).isTrue();
            assertThat(row.installedBy()).isEqualTo("postgres");
            assertThat(row.installedOn())
                    .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
            assertThat(row.executionTime()).isBetween(Duration.ZERO, Duration.ofSeconds(30));
        });
        assertThat(found.server().version()).matches("\\d+\\.\\d+");
        assertThat(found.server().readOnly()).isFalse();
        assertThat(found.server().pooler()).isNull();
    }

    @Test
    void seesEveryChangeOfARowWhilstItKeepsItsConnection() throws SQLException {
        HistoryTables.create(database);
        List<String> changes = List.of(
                "INSERT INTO flyway_schema_history SELECT n, n::text, 'd', 'SQL', 's', n, 'u', now(), 1, true"
                        + " FROM generate_series(1, 5) n",
                "UPDATE flyway_schema_history SET checksum = 99 WHERE installed_rank = 2",
                "DELETE FROM flyway_schema_history WHERE installed_rank = 5",
                "INSERT INTO flyway_schema_history VALUES (5, '5', 'other', 'SQL', 's', 5, 'u', now(), 1, false)",
                "UPDATE flyway_schema_history SET success = true WHERE installed_rank = 5; VACUUM FULL flyway_schema_history",
                "DELETE FROM flyway_schema_history WHERE installed_rank = 5;"
                        + " INSERT INTO flyway_schema_history VALUES (6, '6', 'other', 'SQL', 's', 5, 'u', now(), 1, true)",
                "TRUNCATE flyway_schema_history",
                "DROP TABLE flyway_schema_history");
        int backend = backendOfProbe();
        for (String change : changes) {
            try (Connection connection = TestServer.connect(database)) {
                for (String statement : change.split(";")) {
                    connection.createStatement().execute(statement);
                }
            }
            assertThat(probing.reach(environment).history().rows())
                    .as(change)
                    .extracting(DatabaseProbeTest::line)
                    .isEqualTo(rowsBySql());
        }
        assertThat(backendOfProbe()).isEqualTo(backend);
    }

    @Test
    void sharesTheRowsWhileNothingChanges() {
        HistoryTables.create(database);
        HistoryTables.add(database, 1, "1");
        probing.reach(environment);
        List<HistoryRow> first = probing.reach(environment).history().rows();

        assertThat(probing.reach(environment).history().rows()).isSameAs(first);

        HistoryTables.add(database, 2, "2");
        assertThat(probing.reach(environment).history().rows()).hasSize(2);
    }

    @Test
    void reportsRowsThatNoVersionOfFlywayCanRead() {
        HistoryTables.create(database);
        HistoryTables.add(database, 1, "1");
        HistoryTables.add(database, 2, "latest");
        HistoryTables.add(database, 3, "1", "UNDO_SQL");

        Reachable found = probing.reach(environment);

        assertThat(found.history().rows()).extracting(HistoryRow::rank).containsExactly(1, 3);
        assertThat(found.history().rows().get(1).isReadable()).isFalse();
        assertThat(found.defects()).singleElement().satisfies(defect -> {
            assertThat(defect.kind()).isEqualTo(HistoryDefect.Kind.UNREADABLE_ROW);
            assertThat(defect.version()).isEqualTo("latest");
        });
    }

    @Test
    void saysThatATableOfThatNameIsNotFlyways() {
        TestServer.execute(database, "CREATE TABLE flyway_schema_history (version text)");

        Reachable found = probing.reach(environment);

        assertThat(found.isHistoryUnreadable()).isTrue();
        assertThat(found.defects().get(0).detail()).contains("columns");
    }

    @Test
    void tellsALockedHistoryFromAServerThatHangs() throws SQLException {
        HistoryTables.create(database);
        Environment impatient = Probing.environment(TestServer.database(database), Duration.ofSeconds(5));
        try (Connection migration = TestServer.connect(database)) {
            migration.setAutoCommit(false);
            migration.createStatement().execute("LOCK TABLE flyway_schema_history IN ACCESS EXCLUSIVE MODE");

            Reachable found = probing.reach(impatient);

            assertThat(found.isHistoryUnreadable()).isTrue();
            assertThat(found.responseTime()).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(probing.reach(impatient).defects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"we\"ird", "back\\slash'quote", "CamelCase"})
    void quotesNames(String schema) {
        TestServer.execute(database, "CREATE SCHEMA " + SqlIdentifiers.identifier(schema));
        HistoryTables.create(database, schema);

        Reachable found = probing.reach(Probing.environment(TestServer.database(database), schema, "not there"));

        assertThat(found.history().exists()).isTrue();
        assertThat(found.history().missingSchemas()).containsExactly("not there");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (id int)",
                "CREATE VIEW v AS SELECT 1 AS one",
                "CREATE SEQUENCE s",
                "CREATE TYPE e AS ENUM ('a')",
                "CREATE DOMAIN d AS text",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'"
            })
    void takesASchemaWithAnObjectForUsed(String object) {
        assertThat(probing.reach(environment).history().schemaEmpty()).isTrue();

        TestServer.execute(database, object);

        assertThat(probing.reach(environment).history().schemaEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SCHEMA other CREATE TABLE t (id int)",
                "CREATE SCHEMA other CREATE TABLE t (id int) PARTITION BY RANGE (id)",
                "CREATE SCHEMA other; CREATE MATERIALIZED VIEW other.m AS SELECT 1 AS one",
                "CREATE SCHEMA other; CREATE TYPE other.e AS ENUM ('a')",
            })
    void takesADatabaseWithObjectsInOtherSchemasForUsed(String object) {
        assertThat(probing.reach(environment).databaseEmpty()).isTrue();

        TestServer.execute(database, object);

        assertThat(probing.reach(environment).history().schemaEmpty()).isTrue();
        assertThat(probing.reach(environment).databaseEmpty()).isFalse();
    }

    @Test
    void takesASchemaWithObjectsOfExtensionsForEmpty() {
        TestServer.execute(database, "CREATE EXTENSION hstore; CREATE EXTENSION citext");

        assertThat(probing.reach(environment).history().schemaEmpty()).isTrue();
    }

    @Test
    void createsNothing() throws SQLException {
        String everything =
                "SELECT string_agg(c, ',' ORDER BY c) FROM (SELECT 'r' || oid::text c FROM pg_class UNION ALL"
                        + " SELECT 'n' || oid FROM pg_namespace UNION ALL SELECT 't' || oid FROM pg_type UNION ALL"
                        + " SELECT 'p' || oid FROM pg_proc) every";
        String before = query(everything);

        probing.reach(environment);
        probing.reach(environment);

        assertThat(query(everything)).isEqualTo(before);
    }

    @Test
    void replacesAConnectionThatTheServerClosed() throws SQLException {
        probing.reach(environment);
        int backend = backendOfProbe();

        TestServer.execute("postgres", "SELECT pg_terminate_backend(" + backend + ")");

        probing.reach(environment);
        assertThat(backendOfProbe()).isNotEqualTo(backend);
    }

    @Test
    void servesManyAtOnceOverOneConnection() throws SQLException {
        HistoryTables.create(database);
        HistoryTables.add(database, 1, "1");
        List<Observation> found = new ArrayList<>();
        for (var answer : IntStream.range(0, 50)
                .mapToObj(i -> probing.probe.observe(environment).subscribeAsCompletionStage())
                .toList()) {
            found.add(answer.join());
        }

        assertThat(found)
                .allSatisfy(
                        each -> assertThat(((Reachable) each).history().rows()).hasSize(1));
        assertThat(query("SELECT count(*) FROM pg_stat_activity WHERE datname = '" + database
                        + "' AND application_name = 'migration-control/status'"))
                .isEqualTo("1");
    }

    @Test
    void tellsAServerThatIsReadOnlyByDefault() {
        TestServer.execute(database, "ALTER DATABASE " + database + " SET default_transaction_read_only = on");

        assertThat(probing.reach(environment).server().readOnly()).isTrue();
    }

    @Test
    void passesTheOptionsOfTheDatabaseOn() {
        TestServer.execute("postgres", "DROP ROLE IF EXISTS option_reader; CREATE ROLE option_reader");
        HistoryTables.create(database);
        Map<String, String> options = Map.of("options", "-c role=option_reader", "search_path", "nowhere");

        Reachable found = probing.reach(Probing.environment(Probing.at(database, options, TestServer.port())));

        assertThat(found.isHistoryUnreadable()).isTrue();
    }

    private int backendOfProbe() throws SQLException {
        probing.reach(environment);
        return Integer.parseInt(query("SELECT pid FROM pg_stat_activity WHERE datname = '" + database
                + "' AND application_name = 'migration-control/status'"));
    }

    private List<String> rowsBySql() throws SQLException {
        if (query("SELECT to_regclass('flyway_schema_history')") == null) {
            return List.of();
        }
        List<String> rows = new ArrayList<>();
        try (Connection connection = TestServer.connect(database);
                ResultSet result = connection
                        .createStatement()
                        .executeQuery("SELECT * FROM flyway_schema_history ORDER BY installed_rank")) {
            while (result.next()) {
                rows.add(result.getInt("installed_rank") + " " + result.getString("description") + " "
                        + result.getInt("checksum") + " " + result.getBoolean("success"));
            }
        }
        return rows;
    }

    private static String line(HistoryRow row) {
        return row.rank() + " " + row.description() + " " + row.checksum() + " " + row.success();
    }

    private String query(String sql) throws SQLException {
        try (Connection connection = TestServer.connect(database);
                ResultSet result = connection.createStatement().executeQuery(sql)) {
            result.next();
            return result.getString(1);
        }
    }
}
