package dev.migrationcontrol.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.EventReader;
import dev.migrationcontrol.EventReader.Received;
import dev.migrationcontrol.EventReader.Stream;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class EventsTest {
    @TestHTTPResource("/")
    URL root;

    @Test
    void tellsEverythingInOrderAndEndsAfterTheLastEvent() {
        TestEnvironment environment = TestEnvironment.empty("events")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script(
                        "V2__b.sql",
                        "CREATE TABLE b ();\nSELECT pg_sleep(1);\nDO $$ BEGIN RAISE WARNING 'mind the %', 'gap'; END $$;\n");
        String id = begin(environment);
        Stream stream = EventReader.read(url(id), null);
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.contentType()).startsWith("text/event-stream");
        assertThat(stream.events().stream().map(Received::id))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, stream.events().size())
                                .boxed()
                                .toList());
        assertThat(stream.states()).containsExactly("QUEUED", "RUNNING", "SUCCEEDED");
        assertThat(stream.events()
                        .get(stream.events().size() - 1)
                        .data()
                        .path("state")
                        .asText())
                .isEqualTo("SUCCEEDED");
        assertThat(stream.of("step").stream()
                        .map(step -> step.data().path("script").asText() + " "
                                + step.data().path("state").asText()))
                .containsExactly(
                        "V1__a.sql RUNNING", "V1__a.sql SUCCEEDED", "V2__b.sql RUNNING", "V2__b.sql SUCCEEDED");
        assertThat(stream.of("statement")).anySatisfy(statement -> {
            assertThat(statement.data().path("statement").asInt()).isEqualTo(2);
            assertThat(statement.data().path("of").asInt()).isEqualTo(3);
        });
        assertThat(stream.of("notice"))
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.data().path("message").asText()).isEqualTo("mind the gap"));
        assertThat(stream.comments()).describedAs("heartbeats").isPositive();
    }

    @Test
    void resumesAfterAnyEventWithoutGapOrRepeat() {
        TestEnvironment environment = TestEnvironment.withSample("events");
        String id = Service.upgrade(environment, "{}").succeeded().id();
        List<Received> all = EventReader.read(url(id), null).events();
        for (int i = 0; i <= all.size(); i++) {
            assertThat(EventReader.read(url(id), Integer.toString(i)).events())
                    .containsExactlyElementsOf(all.subList(i, all.size()));
        }
        List<Received> first = EventReader.read(url(id), "0", 3).events();
        assertThat(first).containsExactlyElementsOf(all.subList(0, 3));
    }

    @Test
    void manyFollowersSeeTheSame() {
        TestEnvironment environment = TestEnvironment.empty("events")
                .script("V1__slow.sql", "CREATE TABLE a ();\nSELECT pg_sleep(1);\nCREATE TABLE b ();\n");
        String id = begin(environment);
        List<CompletableFuture<Stream>> followers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> EventReader.read(url(id), null)))
                .toList();
        List<Received> all = followers.get(0).join().events();
        followers.forEach(follower -> assertThat(follower.join().events()).containsExactlyElementsOf(all));
    }

    @Test
    void tellsPostgresqlsOwnProgressAndWhoIsWaitedFor() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("events")
                .script("V1__d.sql", "CREATE TABLE d (id int); INSERT INTO d SELECT generate_series(1, 1000);")
                .script("V2__index.sql", "CREATE INDEX CONCURRENTLY d_id ON d (id);");
        Service.upgrade(environment, "{\"targetVersion\":\"1\"}").succeeded();
        String id;
        int pid;
        try (Connection other = environment.connect();
                Statement statement = other.createStatement()) {
            statement.execute("SET application_name = 'billing'");
            other.setAutoCommit(false);
            statement.execute("INSERT INTO d VALUES (1)");
            pid = other.unwrap(PGConnection.class).getBackendPID();
            id = begin(environment);
            Awaitility.await()
                    .until(() -> "CREATE INDEX CONCURRENTLY"
                            .equals(EventReader.read(url(id), null, 6).of("progress").stream()
                                    .map(event -> event.data().path("command").asText())
                                    .findFirst()
                                    .orElse("")));
            other.rollback();
        }
        Stream stream = EventReader.read(url(id), null);
        assertThat(stream.of("progress"))
                .anySatisfy(progress ->
                        assertThat(progress.data().path("phase").asText()).startsWith("waiting for"));
        assertThat(stream.of("lock")).anySatisfy(lock -> {
            assertThat(lock.data().at("/waitsFor/0/pid").asInt()).isEqualTo(pid);
            assertThat(lock.data().at("/waitsFor/0/application").asText()).isEqualTo("billing");
        });
        assertThat(stream.states()).endsWith("SUCCEEDED");
    }

    @Test
    void aThousandQuickMigrationsAreNotTenThousandEvents() {
        TestEnvironment environment = TestEnvironment.empty("events");
        for (int i = 1; i <= 200; i++) {
            environment.script("V" + i + "__t.sql", "CREATE TABLE t" + i + " ();\nDROP TABLE t" + i + ";\n");
        }
        String id = Service.upgrade(environment, "{}").succeeded().id();
        Stream stream = EventReader.read(url(id), null);
        assertThat(stream.of("step")).hasSize(400);
        assertThat(stream.of("statement")).hasSizeLessThan(100);
    }

    @Test
    void unknownOperationsAndRubbishAreRefused() {
        assertThat(EventReader.read(url(UUID.randomUUID().toString()), null).status())
                .isEqualTo(404);
        assertThat(EventReader.read(url("rubbish"), null).status()).isEqualTo(400);
        TestEnvironment environment = TestEnvironment.withSample("events");
        String id = Service.upgrade(environment, "{}").succeeded().id();
        assertThat(EventReader.read(url(id), "rubbish").status()).isEqualTo(400);
    }

    private static String begin(TestEnvironment environment) {
        return Service.post("/api/v1/environments/{}/upgrades", "{}", environment.name())
                .path("id");
    }

    private String url(String id) {
        return root + "api/v1/operations/" + id + "/events";
    }
}
