package dev.migrationcontrol.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.migrationcontrol.RotatedRole;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.TestServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The password of an environment is changed in the middle of an operation whose session ends: it goes on all the same. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RotatedPasswordTest {
    private static final Path FILE = ServiceUnderTest.SECRETS.resolve("rotated");
    private static final long GATE = 28_000;

    private final RotatedRole role = new RotatedRole(System.getProperty("test.rotated.role"));
    private TestEnvironment environment;

    @BeforeEach
    void begin() {
        environment = TestEnvironment.empty("rotated");
        role.owning(environment.database());
    }

    @AfterEach
    void leaveAKnownPassword() throws IOException {
        role.alter("canary-secret");
        write("canary-secret");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOperationGoesOnWithTheNewPassword(boolean serverFirst) throws Exception {
        environment
                .script("V1__t.sql", "CREATE TABLE t (id int);")
                .script("V2__gate.sql", "SELECT pg_advisory_xact_lock(" + GATE + "); CREATE TABLE u (id int);")
                .script("V3__v.sql", "CREATE TABLE v (id int);");
        String password = "canary-" + UUID.randomUUID();
        String id;
        try (Connection gate = environment.connect();
                Statement statement = gate.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(" + GATE + ")");
            id = Service.post("/api/v1/environments/rotated/upgrades", "{}")
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("id");
            Awaitility.await().until(this::isAtTheGate);
            change(serverFirst, password);
            Awaitility.await().until(this::isAtTheGate);
        }
        Awaitility.await()
                .until(() ->
                        Service.get("/api/v1/operations/{}", id).path("state").equals("SUCCEEDED"));
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3");
        assertThat(Service.get("/api/v1/operations/{}", id).asString()).doesNotContain("canary");
        Service.awaitState(environment, "UP_TO_DATE");
        Service.get("/api/v1/environments/rotated/audit").then().statusCode(200);
    }

    /** The session ends between the two changes, so whoever goes on logs on while they disagree. */
    private void change(boolean serverFirst, String password) throws IOException {
        if (serverFirst) {
            role.alter(password);
            role.endSessions();
            write(password);
        } else {
            write(password);
            role.endSessions();
            role.alter(password);
        }
    }

    @Test
    void aPasswordThatStaysWrongIsAProblemThatNamesItsVariable() throws IOException {
        environment.script("V1__t.sql", "CREATE TABLE t (id int);");
        write("canary-wrong");
        role.endSessions();
        String named = "The login comes from ROTATED_DATABASE_URL_FILE, which was asked once more";
        Service.upgrade(environment, "{}")
                .refused(503, "environment-unreachable")
                .says("detail", named);
        Service.get("/api/v1/environments/rotated/audit")
                .then()
                .statusCode(503)
                .body("detail", allOf(containsString(named), not(containsString("canary"))));
    }

    private boolean isAtTheGate() throws SQLException {
        return TestServer.query(
                        "postgres",
                        "SELECT 1 FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE locktype = 'advisory' AND NOT granted"
                                + " AND usename = '" + role.name() + "' AND objid = " + GATE)
                .equals(List.of("1"));
    }

    private void write(String password) throws IOException {
        Files.writeString(FILE, role.url(environment.database(), password));
    }
}
