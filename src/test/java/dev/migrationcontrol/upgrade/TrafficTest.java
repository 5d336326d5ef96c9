package dev.migrationcontrol.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.EventReader;
import dev.migrationcontrol.EventReader.Stream;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.CRC32;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Migrations beside an application that goes on working. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class TrafficTest {
    @TestHTTPResource("/")
    URL root;

    private TestEnvironment environment;

    @BeforeEach
    void beginWithATable() {
        environment = TestEnvironment.empty("traffic")
                .script("V1__orders.sql", "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1);");
        Service.upgrade(environment, "{}").succeeded();
    }

    @Test
    void aLockThatIsHeldIsWaitedForBrieflyGivenUpAndTriedAgain() throws Exception {
        environment.script("V2__note.sql", "CREATE TABLE before ();\nALTER TABLE orders ADD COLUMN note text;\n");
        String id;
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SET application_name = 'billing'");
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM orders");
            id = begin("{\"lockTimeout\":\"PT0.3S\"}");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(Service.request()
                                    .get("/api/v1/operations/" + id)
                                    .jsonPath()
                                    .getString("progress.locks.waitsFor[0].application"))
                            .isEqualTo("billing"));
            Awaitility.await()
                    .until(() ->
                            !EventReader.read(url(id), null, 12).of("retry").isEmpty());
        }
        Stream stream = EventReader.read(url(id), null);
        assertThat(stream.states()).endsWith("SUCCEEDED");
        assertThat(stream.of("retry").get(0).data().path("sqlState").asText()).isEqualTo("55P03");
        assertThat(stream.of("lock"))
                .anySatisfy(lock -> assertThat(
                                lock.data().at("/waitsFor/0/application").asText())
                        .isEqualTo("billing"));
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
    }

    @Test
    void readersBehindAWaitingStatementWaitNoLongerThanItsLockTimeout() throws Exception {
        environment.script("V2__note.sql", "ALTER TABLE orders ADD COLUMN note text;\n");
        AtomicBoolean stop = new AtomicBoolean();
        List<CompletableFuture<Long>> readers = new ArrayList<>();
        String id;
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM orders");
            for (int i = 0; i < 20; i++) {
                readers.add(CompletableFuture.supplyAsync(() -> longestRead(stop)));
            }
            id = begin("{\"lockTimeout\":\"PT0.5S\"}");
            Awaitility.await()
                    .until(() ->
                            !EventReader.read(url(id), null, 14).of("retry").isEmpty());
        }
        Stream stream = EventReader.read(url(id), null);
        stop.set(true);
        assertThat(stream.states()).endsWith("SUCCEEDED");
        for (CompletableFuture<Long> reader : readers) {
            assertThat(reader.join())
                    .describedAs("milliseconds of the longest read")
                    .isLessThan(1_500);
        }
    }

    @Test
    void aScriptThatKeepsOthersWaitingForTooLongGivesWay() throws Exception {
        environment.script(
                "V2__slow.sql",
                "ALTER TABLE orders ADD COLUMN note text;\nSELECT pg_sleep(CASE WHEN EXISTS (SELECT FROM"
                        + " pg_stat_activity WHERE application_name = 'reader') THEN 30 ELSE 0 END);\n");
        CompletableFuture<Long> reader;
        String id;
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SET application_name = 'reader'");
            id = begin("{}");
            Awaitility.await()
                    .until(
                            () -> environment.query("SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"),
                            rows -> !rows.isEmpty());
            reader = CompletableFuture.supplyAsync(() -> read(statement));
            assertThat(reader.join()).isLessThan(10_000);
        }
        Stream stream = EventReader.read(url(id), null);
        assertThat(stream.states()).endsWith("SUCCEEDED");
        assertThat(stream.of("lock")).anySatisfy(lock -> {
            assertThat(lock.data().path("sessions").asInt()).isEqualTo(1);
            assertThat(lock.data().at("/blocks/0/application").asText()).isEqualTo("reader");
        });
        assertThat(stream.of("retry"))
                .anySatisfy(retry ->
                        assertThat(retry.data().path("reason").asText()).isEqualTo("gave-way"));
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2");
    }

    @Test
    void aRunnerOfAnotherSystemAtWorkIsNamed() throws Exception {
        environment.script("V2__note.sql", "ALTER TABLE orders ADD COLUMN note text;\n");
        CRC32 name = new CRC32();
        name.update(environment.database().getBytes(StandardCharsets.UTF_8));
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SET application_name = 'bin/rails'");
            statement.execute("SELECT pg_advisory_lock(" + 2053462845L * name.getValue() + ")");
            Service.upgrade(environment, "{}")
                    .failed("lock-unavailable")
                    .says("failure.message", "rails")
                    .says("failure.message", "bin/rails");
        }
        assertThat(environment.history()).containsExactly("SQL 1");
        Service.upgrade(environment, "{}").succeeded();
    }

    private String begin(String body) {
        Response response = Service.post("/api/v1/environments/traffic/upgrades", body);
        assertThat(response.statusCode()).describedAs(response.asString()).isEqualTo(202);
        return response.path("id");
    }

    private long longestRead(AtomicBoolean stop) {
        long longest = 0;
        try (Connection connection = environment.connect();
                Statement statement = connection.createStatement()) {
            while (!stop.get()) {
                longest = Math.max(longest, read(statement));
            }
            return longest;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long read(Statement statement) {
        long start = System.nanoTime();
        try {
            statement.executeQuery("SELECT * FROM orders").close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return (System.nanoTime() - start) / 1_000_000;
    }

    private String url(String id) {
        return root + "api/v1/operations/" + id + "/events";
    }
}
