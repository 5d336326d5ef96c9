package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.operation.state.NumberedEvent;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class RetentionTest {
    @Inject
    Retention retention;

    @Inject
    EventStore events;

    @Inject
    AgroalDataSource control;

    @BeforeEach
    void begin() {
        TestEnvironment.empty("keys").script("V1__a.sql", "CREATE TABLE a ();");
    }

    private static String upgrade(String key) {
        return Service.request()
                .contentType("application/json")
                .header("Prefer", "wait=30")
                .header("Idempotency-Key", key)
                .body("{}")
                .post("/api/v1/environments/keys/upgrades")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void eventsOfOldOperationsGoButTheLastOneAndNewOnesStay() throws SQLException {
        UUID old = UUID.fromString(upgrade(UUID.randomUUID().toString()));
        UUID recent = UUID.fromString(upgrade(UUID.randomUUID().toString()));
        int kept = events.after(recent, 0, 100).size();
        execute("UPDATE operation SET finished_at = now() - interval '31 days' WHERE id = '" + old + "'");

        retention.sweep();

        List<NumberedEvent> left = events.after(old, 0, 100);
        assertThat(left)
                .singleElement()
                .satisfies(event -> assertThat(event.body()).contains("SUCCEEDED"));
        assertThat(events.after(recent, 0, 100)).hasSize(kept).hasSizeGreaterThan(1);
    }

    @Test
    void operationsOfLongAgoGoWithAllThatBelongsToThemButNotTheirJournal() throws SQLException {
        UUID old = UUID.fromString(upgrade(UUID.randomUUID().toString()));
        UUID recent = UUID.fromString(upgrade(UUID.randomUUID().toString()));
        execute("INSERT INTO tree_audit (id, report, audit_document, plan_document) VALUES ('" + old
                + "', '{}', '', '')");
        execute("UPDATE operation SET finished_at = now() - interval '401 days' WHERE id = '" + old + "'");

        retention.sweep();

        Service.get("/api/v1/operations/{}", old).then().statusCode(404);
        assertThat(events.after(old, 0, 100)).isEmpty();
        Service.get("/api/v1/operations/{}", recent).then().statusCode(200);
        assertThat(Service.get("/api/v1/journal?operation=" + old).jsonPath().getList("items.kind"))
                .containsExactly("OPERATION_ENDED", "REQUEST_ACCEPTED");
    }

    @Test
    void keysThatAreRememberedNoLongerGo() throws SQLException {
        String key = UUID.randomUUID().toString();
        String recent = UUID.randomUUID().toString();
        String first = upgrade(key);
        String other = upgrade(recent);
        execute("UPDATE idempotency_key SET created_at = now() - interval '8 days' WHERE key = '" + key + "'");

        retention.sweep();

        assertThat(upgrade(recent)).isEqualTo(other);
        assertThat(upgrade(key)).isNotEqualTo(first);
    }
}
