package dev.migrationcontrol.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.operation.Operations;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Schedules that are asked what is due, by a clock that the tests set. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class DriftScheduleTest {
    private static final String WAITS = "DO $$ BEGIN LOOP EXIT WHEN pg_try_advisory_lock(4711);"
            + " PERFORM pg_sleep(0.05); END LOOP; PERFORM pg_advisory_unlock(4711); END $$";

    @Inject
    Environments environments;

    @Inject
    Operations operations;

    @Inject
    DriftStore store;

    @Inject
    DriftMetrics metrics;

    /** What was due is kept by the service under test, so each check is due later than those before. */
    private static final AtomicInteger YEAR = new AtomicInteger(2030);

    private final SetClock clock = new SetClock();
    private int year;

    private void newYear() {
        year = YEAR.incrementAndGet();
    }

    /** On the day of the schedule, whose 04:30 of Berlin is 03:30 of UTC. */
    private void at(String time) {
        clock.now = Instant.parse(year + "-01-01T" + time + "Z");
    }

    private DriftSchedule replica() {
        return new DriftSchedule(environments, operations, store, metrics, clock);
    }

    private static List<String> checks() {
        return listed().getList("items.id", String.class);
    }

    private static JsonPath listed() {
        return Service.get("/api/v1/operations?environment=drifted&type=DRIFT_CHECK")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void ofTwoReplicasOneBeginsWhatIsDueAndItIsRecorded() {
        TestEnvironment environment =
                TestEnvironment.empty("drifted").script("V1__a.sql", "CREATE TABLE bought (id int)");
        Service.upgrade(environment, "{}").succeeded();
        int before = checks().size();
        DriftSchedule one = replica();
        DriftSchedule two = replica();
        newYear();
        at("03:29:59");
        one.look();
        two.look();
        assertThat(checks()).as("before its time").hasSize(before);
        at("03:30:00");
        one.look();
        two.look();
        one.look();
        assertThat(checks()).as("once, by one of them").hasSize(before + 1);
        await().until(() -> "SUCCEEDED".equals(listed().getString("items[0].state")));
        assertThat(listed().getString("items[0].requestedBy")).isEqualTo("service");
        assertThat(listed().getString("items[0].reason")).isEqualTo("drift-schedule");
        assertThat(listed().getString("items[0].result.state")).isEqualTo("NONE");
        assertThat(Service.get("/api/v1/environments/{}/drift", "drifted")
                        .then()
                        .extract()
                        .jsonPath()
                        .getString("state"))
                .isEqualTo("NONE");
        assertThat(store.all()).containsEntry("drifted", new DriftStore.Found(DriftState.NONE, 0));
    }

    @Test
    void whileTheEnvironmentIsAtWorkACheckWaitsForAnHourAtTheMost() throws SQLException {
        TestEnvironment environment = TestEnvironment.empty("drifted").script("V1__waits.sql", WAITS);
        int before = checks().size();
        DriftSchedule schedule = replica();
        try (Connection holder = environment.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            Response upgrade = Service.post("/api/v1/environments/{}/upgrades", "{}", "drifted");
            upgrade.then().statusCode(202);
            newYear();
            at("03:00:00");
            schedule.look();
            at("03:30:10");
            schedule.look();
            at("04:30:20");
            schedule.look();
            statement.execute("SELECT pg_advisory_unlock(4711)");
            await().until(() -> "SUCCEEDED"
                    .equals(Service.get("/api/v1/operations/{}", upgrade.<String>path("id"))
                            .path("state")));
            schedule.look();
            assertThat(checks()).as("left out after an hour").hasSize(before);
        }
        try (Connection holder = environment.connect();
                Statement statement = holder.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(4711)");
            environment.script("V2__waits.sql", WAITS);
            Response upgrade = Service.post("/api/v1/environments/{}/upgrades", "{}", "drifted");
            upgrade.then().statusCode(202);
            newYear();
            at("03:30:00");
            schedule.look();
            assertThat(checks()).hasSize(before);
            statement.execute("SELECT pg_advisory_unlock(4711)");
            await().until(() -> "SUCCEEDED"
                    .equals(Service.get("/api/v1/operations/{}", upgrade.<String>path("id"))
                            .path("state")));
            at("03:50:00");
            schedule.look();
            schedule.look();
            assertThat(checks()).as("begun within the hour").hasSize(before + 1);
            await().until(() -> "SUCCEEDED".equals(listed().getString("items[0].state")));
        }
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
