package dev.migrationcontrol.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestControl;
import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.StartRefused;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A control database that cannot be used is said to be so, in words; one that was made anew is made ready. */
class ControlStateTest {
    private final String name = TestServer.createDatabase();
    private final String role = "control_" + System.nanoTime();

    private ControlState state(AgroalDataSource pool) {
        return new ControlState(pool, () -> TestControl.pool(name, role, 2), new ControlClock());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REVOKE ALL ON SCHEMA public FROM PUBLIC; GRANT USAGE ON SCHEMA public TO $role"
                        + " | may not create tables in the schema public | GRANT USAGE, CREATE ON SCHEMA public TO",
                "DROP SCHEMA public | finds no schema | CREATE SCHEMA IF NOT EXISTS public",
                "REVOKE ALL ON SCHEMA public FROM PUBLIC | finds no schema | GRANT USAGE, CREATE ON SCHEMA public",
                "ALTER DATABASE $name SET search_path = missing | finds no schema | search_path",
                "ALTER DATABASE $name SET default_transaction_read_only = on | read-only | primary"
            })
    void whatIsMissingIsSaidWithTheStatementThatAnAdministratorRuns(String sql, String wrong, String instead) {
        TestServer.execute("postgres", "CREATE ROLE " + role + " LOGIN");
        TestServer.execute(name, sql.replace("$role", role).replace("$name", name));
        try (AgroalDataSource pool = TestControl.pool(name, role, 2)) {
            assertThatThrownBy(() -> state(pool).prepare())
                    .isInstanceOf(StartRefused.class)
                    .hasNoCause()
                    .hasMessageContaining("CONTROL_DATABASE_URL")
                    .hasMessageContaining(wrong)
                    .hasMessageContaining(instead);
        }
    }

    @Test
    void aDatabaseThatDoesNotExistIsSaidToBeMissing() {
        TestServer.execute("postgres", "CREATE ROLE " + role + " LOGIN");
        TestServer.execute("postgres", "DROP DATABASE " + name);
        try (AgroalDataSource pool = TestControl.pool(name, role, 2)) {
            assertThatThrownBy(() -> state(pool).prepare())
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void aDatabaseThatIsDroppedAndMadeAnewIsMadeReadyAgain() {
        TestServer.execute("postgres", "CREATE ROLE " + role + " SUPERUSER LOGIN");
        try (AgroalDataSource pool = TestControl.pool(name, role, 4)) {
            ControlState state = state(pool);
            state.prepare();
            assertThat(state.trouble()).isEmpty();
            TestServer.execute("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
            assertThat(state.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("does not exist"));
            TestServer.execute("postgres", "CREATE DATABASE " + name);
            assertThatThrownBy(() -> count(pool)).isInstanceOf(ControlDatabaseUnavailable.class);
            assertThat(state.trouble()).isEmpty();
            assertThat(count(pool)).isZero();
        }
    }

    @Test
    void aConnectionThatTheServerClosedIsReplacedButACommitIsNotRepeated() {
        TestServer.execute("postgres", "CREATE ROLE " + role + " SUPERUSER LOGIN");
        try (AgroalDataSource pool = TestControl.pool(name, role, 4)) {
            state(pool).prepare();
            for (int i = 0; i < 3; i++) {
                count(pool);
                endSessions();
                assertThat(count(pool)).isZero();
                endSessions();
                int counted = ControlDatabase.inTransaction(pool, ControlStateTest::count);
                assertThat(counted).isZero();
            }
            AtomicInteger tries = new AtomicInteger();
            assertThatThrownBy(() -> ControlDatabase.inTransaction(pool, connection -> {
                        tries.incrementAndGet();
                        connection
                                .createStatement()
                                .execute("CREATE TEMP TABLE t (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)");
                        endSessions();
                        return true;
                    }))
                    .isInstanceOf(ControlDatabaseUnavailable.class);
            assertThat(tries).hasValue(1);
        }
    }

    private void endSessions() {
        TestServer.execute(
                "postgres",
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '" + role + "'");
    }

    private static int count(AgroalDataSource pool) {
        return ControlDatabase.call(pool, connection -> count(connection));
    }

    private static int count(Connection connection) throws java.sql.SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*)::int FROM operation");
                var result = statement.executeQuery()) {
            result.next();
            return result.getInt(1);
        }
    }
}
