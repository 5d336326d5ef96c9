package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user of an environment may not do is said beforehand, with the statement that an administrator runs. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class MissingRightTest {
    private static final String USER = ServiceUnderTest.RESTRICTED_USER;

    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = TestEnvironment.empty("restricted").script("V1__a.sql", "CREATE TABLE a (id int)");
        environment.execute("DROP SCHEMA IF EXISTS core CASCADE");
    }

    @AfterEach
    void forget() {
        environment.execute("SET default_transaction_read_only = off; SET transaction_read_only = off; ALTER ROLE "
                + USER + " RESET ALL; ALTER ROLE " + USER + " IN DATABASE " + environment.database()
                + " RESET ALL; ALTER DATABASE " + environment.database() + " RESET ALL");
    }

    @Test
    void aSchemaInWhichNothingMayBeCreated() {
        String grant = "GRANT CREATE ON SCHEMA \"public\" TO \"" + USER + "\";";
        assertProblem("MISSING_PRIVILEGE", "EMPTY", grant);
        Service.upgrade(environment, "{}").refused(409, "privilege-missing").says("detail", grant);
        environment.execute(grant);
        assertThat(status().getList("problems")).isEmpty();
        Service.upgrade(environment, "{}").succeeded();
    }

    @Test
    void aSchemaThatMayNotBeUsed() {
        environment.execute("REVOKE USAGE ON SCHEMA public FROM PUBLIC");
        String grant = "GRANT USAGE, CREATE ON SCHEMA \"public\" TO \"" + USER + "\";";
        assertProblem("MISSING_PRIVILEGE", "EMPTY", grant);
        Service.upgrade(environment, "{}").refused(409, "privilege-missing").says("detail", grant);
        environment.execute(grant);
        Service.upgrade(environment, "{}").succeeded();
    }

    @Test
    void aSchemaThatIsMissingAndMayNotBeCreated() {
        environment.execute("DROP SCHEMA public CASCADE");
        String grant = "GRANT CREATE ON DATABASE \"" + environment.database() + "\" TO \"" + USER + "\";";
        assertProblem("MISSING_PRIVILEGE", "EMPTY", grant);
        Service.upgrade(environment, "{}").refused(409, "privilege-missing").says("detail", grant);
        environment.execute(grant);
        Service.upgrade(environment, "{}").succeeded();
        environment.execute("REVOKE CREATE ON DATABASE \"" + environment.database() + "\" FROM " + USER);
    }

    @Test
    void aHistoryThatMayOnlyBeRead() {
        environment.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + USER);
        Service.upgrade(environment, "{}").succeeded();
        environment.execute(
                "ALTER TABLE flyway_schema_history OWNER TO postgres; GRANT SELECT ON flyway_schema_history TO "
                        + USER);
        assertThat(status().getString("state")).isEqualTo("UP_TO_DATE");
        assertThat(status().getList("problems")).isEmpty();
        environment.script("V2__b.sql", "CREATE TABLE b (id int)");
        Service.awaitState(environment, "PENDING");
        String grant = "ON TABLE \"public\".\"flyway_schema_history\" TO \"" + USER + "\";";
        assertProblem("MISSING_PRIVILEGE", "PENDING", grant);
        Service.upgrade(environment, "{}").refused(409, "privilege-missing").says("detail", grant);
        environment.execute("GRANT SELECT, INSERT, UPDATE, DELETE " + grant);
        Service.upgrade(environment, "{}").succeeded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ALTER ROLE %1$s", "ALTER ROLE %1$s IN DATABASE %2$s", "ALTER DATABASE %2$s"})
    void aUserWhoseTransactionsAreReadOnly(String alter) {
        environment.execute("GRANT USAGE, CREATE ON SCHEMA public TO " + USER);
        environment.execute(alter.formatted(USER, environment.database()) + " SET default_transaction_read_only = on");
        String reset = alter.formatted("\"" + USER + "\"", "\"" + environment.database() + "\"")
                + " RESET default_transaction_read_only;";
        awaitNewSession();
        assertProblem("READ_ONLY", "EMPTY", reset);
        Service.upgrade(environment, "{}").refused(409, "environment-read-only").says("detail", reset);
        // The test's own session is read-only by the setting of the database, too.
        environment.execute("SET default_transaction_read_only = off; SET transaction_read_only = off; " + reset);
        awaitNewSession();
        Service.upgrade(environment, "{}").succeeded();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"ALTER ROLE %1$s", "ALTER ROLE %1$s IN DATABASE %2$s", "ALTER DATABASE %2$s"})
    void aHistoryInTheSearchPathIsNotPassedOver(String alter) {
        environment.execute(
                "GRANT USAGE, CREATE ON SCHEMA public TO " + USER + "; CREATE SCHEMA core AUTHORIZATION " + USER);
        Service.upgrade(environment, "{}").succeeded();
        environment.execute("ALTER TABLE flyway_schema_history SET SCHEMA core");
        environment.execute(alter.formatted(USER, environment.database()) + " SET search_path = core, public");
        awaitNewSession();
        assertProblem("HISTORY_ELSEWHERE", "DIVERGED", "_SCHEMAS=core");
        assertThat(status().getList("pending")).isEmpty();
        Service.upgrade(environment, "{}").refused(409, "history-elsewhere").says("detail", "_SCHEMAS=core");
        Service.work(environment, "baselines", "{\"version\":\"1\"}").refused(409, "history-elsewhere");
    }

    /** Settings of roles and databases count from the next log-on. */
    private void awaitNewSession() {
        environment.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                + " AND usename = '" + USER + "'");
    }

    private void assertProblem(String kind, String state, String detail) {
        JsonPath status = status();
        assertThat(status.getString("state")).as(status.prettify()).isEqualTo(state);
        assertThat(status.getList("problems.kind")).containsExactly(kind);
        assertThat(status.getString("problems.detail")).contains(detail);
    }

    private JsonPath status() {
        return Service.get("/api/v1/environments/{}/status", environment.name())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
