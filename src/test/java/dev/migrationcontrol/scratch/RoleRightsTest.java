package dev.migrationcontrol.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.TestServer;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.database.DatabaseConnections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which roles run scripts that nobody has vouched for, on a real server with real memberships. */
class RoleRightsTest {
    private static final String DATABASE = TestServer.createDatabase();

    private final ScratchDatabases scratches = new ScratchDatabases(new DatabaseConnections());

    @BeforeAll
    static void createRoles() {
        execute("CREATE ROLE rights_plain LOGIN CREATEDB");
        execute("GRANT pg_read_all_data, pg_monitor TO rights_plain");
        execute("CREATE ROLE rights_super LOGIN SUPERUSER");
        for (String right : List.of("CREATEROLE", "BYPASSRLS", "REPLICATION")) {
            execute("CREATE ROLE rights_" + right + " LOGIN CREATEDB " + right);
        }
        for (String granted : List.of(
                "pg_execute_server_program",
                "pg_write_server_files",
                "pg_read_server_files",
                "pg_signal_backend",
                "rights_super",
                "rights_createrole")) {
            execute("CREATE ROLE rights_of_" + granted + " LOGIN CREATEDB");
            execute("GRANT " + granted + " TO rights_of_" + granted);
            execute("CREATE ROLE rights_noinherit_" + granted + " LOGIN CREATEDB NOINHERIT");
            execute("GRANT " + granted + " TO rights_noinherit_" + granted);
        }
        execute("CREATE ROLE rights_between NOLOGIN NOINHERIT");
        execute("GRANT rights_of_pg_execute_server_program TO rights_between");
        execute("CREATE ROLE rights_indirect LOGIN CREATEDB");
        execute("GRANT rights_between TO rights_indirect");
    }

    @AfterAll
    static void dropRoles() {
        execute("DO $$ DECLARE r name; BEGIN FOR r IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'rights\\_%' LOOP"
                + " EXECUTE format('DROP OWNED BY %I CASCADE', r); END LOOP;"
                + " FOR r IN SELECT rolname FROM pg_roles WHERE rolname LIKE 'rights\\_%' LOOP"
                + " EXECUTE format('DROP ROLE %I', r); END LOOP; END $$");
    }

    @ParameterizedTest
    @CsvSource({
        "rights_super, is a superuser",
        "rights_createrole, CREATEROLE",
        "rights_bypassrls, BYPASSRLS",
        "rights_replication, REPLICATION",
        "rights_of_pg_execute_server_program, pg_execute_server_program",
        "rights_noinherit_pg_execute_server_program, pg_execute_server_program",
        "rights_of_pg_write_server_files, pg_write_server_files",
        "rights_noinherit_pg_write_server_files, pg_write_server_files",
        "rights_of_pg_read_server_files, pg_read_server_files",
        "rights_noinherit_pg_read_server_files, pg_read_server_files",
        "rights_of_pg_signal_backend, pg_signal_backend",
        "rights_of_rights_super, is a superuser",
        "rights_noinherit_rights_super, rights_super",
        "rights_of_rights_createrole, rights_createrole",
        "rights_noinherit_rights_createrole, rights_createrole",
        "rights_indirect, pg_execute_server_program"
    })
    void rolesWithRightsBeyondTheirDatabasesRunNoTrial(String role, String why) throws Exception {
        Environment environment = environment(role);
        assertThat(scratches.obstacleToTrials(environment)).get().asString().contains(why);
        assertThatThrownBy(() -> scratches.createForTrial(environment))
                .isInstanceOfSatisfying(
                        ScratchUnavailable.class,
                        refused -> assertThat(refused.message()).contains(why));
        assertThat(scratchDatabases()).isZero();
    }

    @Test
    void aPlainRoleThatMayCreateDatabasesRunsTrials() throws Exception {
        Environment environment = environment("rights_plain");
        assertThat(scratches.obstacleToTrials(environment)).isEmpty();
        try (ScratchDatabase scratch = scratches.createForTrial(environment)) {
            assertThat(scratch.database().name()).startsWith(ScratchSweep.PREFIX);
        }
    }

    private static Environment environment(String role) {
        return new Environment(
                "x",
                TestServer.databaseAs(role, "unused", DATABASE),
                null,
                "X_DATABASE_URL",
                Policy.defaults(List.of("filesystem:x")));
    }

    private static long scratchDatabases() throws Exception {
        try (var connection = TestServer.connect(DATABASE);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT count(*) FROM pg_database WHERE datname LIKE 'mc\\_scratch\\_%'"
                                + " AND datdba IN (SELECT oid FROM pg_roles WHERE rolname LIKE 'rights\\_%')")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String sql) {
        TestServer.execute(DATABASE, sql);
    }
}
