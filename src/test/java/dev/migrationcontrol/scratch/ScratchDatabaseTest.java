package dev.migrationcontrol.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.schema.Pair;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ScratchDatabaseTest {
    private final Environment environment = Pair.environment();

    @Test
    void isThereUntilItIsClosed() throws Exception {
        String name;
        try (ScratchDatabase scratch = Pair.scratches().create(environment)) {
            name = scratch.database().name();
            assertThat(name).matches("mc_scratch_[0-9a-f]{8}");
            assertThat(databases()).contains(name);
            assertThat(query(
                            "postgres",
                            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '" + name
                                    + "'"))
                    .singleElement()
                    .asString()
                    .startsWith("Migration Control scratch database: process "
                            + ProcessHandle.current().pid());
        }
        assertThat(databases()).doesNotContain(name);
    }

    @Test
    void takesOverTheSettingsOfTheDatabaseBesideIt() throws Exception {
        TestServer.execute(
                environment.database().name(),
                "CREATE SCHEMA app; ALTER DATABASE " + environment.database().name()
                        + " SET search_path = app, \"$user\", public; ALTER DATABASE "
                        + environment.database().name() + " SET work_mem = '7MB'");
        try (ScratchDatabase scratch = Pair.scratches().create(environment)) {
            assertThat(query(scratch.database().name(), "SHOW search_path")).containsExactly("app, \"$user\", public");
            assertThat(query(scratch.database().name(), "SHOW work_mem")).containsExactly("7MB");
        }
    }

    @Test
    void isSweptOnceItsOwnerIsGone() throws Exception {
        ScratchDatabase kept = Pair.scratches().create(environment);
        ScratchDatabase lost = Pair.scratches().create(environment);
        TestServer.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = "
                        + ScratchSweep.LOCK_CLASS + " AND objid::bigint = ('x' || right('"
                        + lost.database().name() + "', 8))::bit(32)::bigint");
        Awaitility.await().untilAsserted(() -> {
            try (ScratchDatabase later = Pair.scratches().create(environment)) {
                assertThat(databases())
                        .contains(kept.database().name(), later.database().name())
                        .doesNotContain(lost.database().name());
            }
        });
        kept.close();
        lost.close();
        assertThat(databases()).noneMatch(name -> name.equals(kept.database().name()));
    }

    @Test
    void leftoversAreSweptAtTheStartAndOthersAreLeftAlone() throws Exception {
        TestServer.execute("postgres", "CREATE DATABASE mc_scratch_0000abcd");
        TestServer.execute("postgres", "CREATE DATABASE mc_scratch_0000abce");
        TestServer.execute("postgres", "COMMENT ON DATABASE mc_scratch_0000abce IS 'mine, do not touch'");
        Pair.sweep(environment).sweepAtStart(new io.quarkus.runtime.StartupEvent());
        Awaitility.await().untilAsserted(() -> assertThat(databases()).doesNotContain("mc_scratch_0000abcd"));
        assertThat(databases()).contains("mc_scratch_0000abce");
        TestServer.execute("postgres", "DROP DATABASE mc_scratch_0000abce");
    }

    /** As an autovacuum worker is: of a superuser, and gone in a moment. */
    @Test
    void goesAlthoughASessionThatItsRoleMayNotEndIsStillInIt() throws Exception {
        TestServer.execute("postgres", "DROP ROLE IF EXISTS creator; CREATE ROLE creator LOGIN CREATEDB");
        Environment creator = new Environment(
                "creator",
                TestServer.databaseAs(
                        "creator", "unused", environment.database().name()),
                null,
                "CREATOR_DATABASE_URL",
                Policy.defaults(List.of("filesystem:x")));
        ScratchDatabase scratch = Pair.scratches().create(creator);
        String name = scratch.database().name();
        try (Connection stranger = TestServer.connect(name)) {
            CompletableFuture<Void> leaving = CompletableFuture.runAsync(
                    () -> closeQuietly(stranger), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
            scratch.close();
            leaving.get();
        }
        assertThat(databases()).doesNotContain(name);
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void saysWhatARoleNeeds() {
        TestServer.execute("postgres", "DROP ROLE IF EXISTS plain; CREATE ROLE plain LOGIN");
        Environment plain = new Environment(
                "plain",
                TestServer.databaseAs("plain", "unused", environment.database().name()),
                null,
                "PLAIN_DATABASE_URL",
                Policy.defaults(List.of("filesystem:x")));
        assertThatThrownBy(() -> Pair.scratches().create(plain))
                .isInstanceOf(ScratchUnavailable.class)
                .hasMessageContaining("CREATEDB");
    }

    private static List<String> databases() throws SQLException {
        return query("postgres", "SELECT datname FROM pg_database");
    }

    private static List<String> query(String database, String sql) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = TestServer.connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
