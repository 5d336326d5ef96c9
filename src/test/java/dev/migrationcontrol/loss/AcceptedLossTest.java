package dev.migrationcontrol.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class AcceptedLossTest {
    private static TestEnvironment filled(String name) {
        TestEnvironment environment = TestEnvironment.empty(name)
                .script("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY)")
                .script("U1__a.sql", "DROP TABLE a")
                .script("V2__b.sql", "ALTER TABLE a ADD b text")
                .script("U2__b.sql", "ALTER TABLE a DROP b");
        Service.upgrade(environment, "{}").succeeded();
        environment.execute("INSERT INTO a VALUES (1, 'x'), (2, NULL), (3, 'y')");
        return environment;
    }

    @Test
    void whatARollbackDestroysHasToBeNamed() {
        TestEnvironment environment = filled("losses");
        Service.rollBack(environment, "{\"targetVersion\":\"0\"}")
                .refused(409, "loss-not-accepted")
                .with("loss.relation", List.of("public.a", "public.a"))
                .with("loss.rows", List.of(2, 3))
                .with("loss[0].column", "b")
                .with("loss[0].line", 1)
                .says("detail", "\"acceptLoss\":[\"public.a.b\",\"public.a\"]");
        Service.rollBack(environment, "{\"steps\":1,\"acceptLoss\":[\"public.a.c\"]}")
                .refused(409, "loss-not-accepted");
        Service.rollBack(environment, "{\"steps\":1,\"acceptLoss\":[\"public.a.b\"]}")
                .succeeded()
                .did("2");
        environment.execute("DELETE FROM a");
        Service.rollBack(environment, "{\"steps\":1}").succeeded().did("1");
    }

    @Test
    void plainRollbacksOfOtherEnvironmentsAreNotAsked() {
        Service.rollBack(filled("undos"), "{\"targetVersion\":\"0\"}")
                .succeeded()
                .did("2", "1");
    }

    @Test
    void aRollbackByAPlanIsAskedInAnyEnvironment() {
        TestEnvironment environment = filled("undos");
        String plan = Service.post("/api/v1/environments/undos/plans", "{\"type\":\"ROLLBACK\",\"steps\":1}")
                .then()
                .extract()
                .path("id");
        Service.rollBack(environment, "{\"plan\":\"" + plan + "\"}").refused(409, "loss-not-accepted");
        Service.rollBack(environment, "{\"plan\":\"" + plan + "\",\"acceptLoss\":[\"public.a\"]}")
                .succeeded()
                .did("2");
        assertThat(environment.objects()).containsExactly("a", "a_pkey");
    }

    @Test
    void whatIsKeptIsNotLostAndComesBack() {
        TestEnvironment environment = filled("losses");
        Service.rollBack(environment, "{\"steps\":1,\"keep\":\"everything\"}").refused(400, "invalid-request");
        String archive = Service.rollBack(environment, "{\"targetVersion\":\"0\",\"keep\":\"archive\"}")
                .succeeded()
                .did("2", "1")
                .id();
        assertThat(Service.get("/api/v1/environments/losses/archives")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<Integer>>path("items.find { it.id == '" + archive + "' }.parts.rows"))
                .containsExactly(2, 3);
        Service.upgrade(environment, "{\"restoreArchive\":\"x\"}").refused(400, "invalid-request");
        Service.upgrade(environment, "{\"restoreArchive\":\"0192f0c1-7c00-7000-8000-000000000000\"}")
                .refused(404, "unknown-archive");
        Service.upgrade(environment, "{\"restoreArchive\":\"" + archive + "\"}")
                .succeeded()
                .did("1", "2");
        assertThat(environment.query("SELECT concat(id, b) FROM a ORDER BY 1")).containsExactly("1x", "2", "3y");
        Service.request()
                .delete("/api/v1/environments/losses/archives/" + archive)
                .then()
                .statusCode(204);
        Service.request()
                .delete("/api/v1/environments/losses/archives/" + archive)
                .then()
                .statusCode(404);
    }

    @Test
    void namesHaveABoundAndAForm() {
        TestEnvironment environment = filled("losses");
        Service.rollBack(environment, "{\"steps\":1,\"acceptLoss\":[\"a\"]}").refused(400, "invalid-request");
        Service.rollBack(environment, "{\"steps\":1,\"acceptLoss\":[null]}").refused(400, "invalid-request");
        Service.rollBack(environment, names(1_001)).refused(400, "invalid-request");
        Service.rollBack(environment, names(1_000)).refused(409, "loss-not-accepted");
    }

    private static String names(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> "\"x.t" + i + "\"")
                .collect(Collectors.joining(",", "{\"steps\":1,\"acceptLoss\":[", "]}"));
    }
}
