package dev.migrationcontrol.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;

import com.standardwebhooks.Webhook;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = ReceiversUnderTest.class, restrictToAnnotatedClass = true)
class WebhookTest {
    private static final String WEBHOOKS = "/api/v1/webhooks";

    @Test
    void everyStateOfAnOperationIsTold() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        String id = Service.upgrade(environment, "{\"targetVersion\":\"2\"}")
                .succeeded()
                .id();
        await().atMost(Duration.ofSeconds(20)).until(() -> told("works", id).size() == 3);
        assertThat(told("works", id).stream().map(each -> json(each).getString("type")))
                .containsExactlyInAnyOrder("operation.queued", "operation.running", "operation.succeeded");
        for (Map<String, String> message : told("works", id)) {
            Map<String, List<String>> headers = message.entrySet().stream()
                    .filter(each -> !each.getKey().equals("body"))
                    .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
            new Webhook(ReceiversUnderTest.SECRET)
                    .verify(message.get("body"), HttpHeaders.of(headers, (name, value) -> true));
            JsonPath body = json(message);
            assertThat(body.getString("type"))
                    .isEqualTo("operation." + body.getString("data.state").toLowerCase(Locale.ROOT));
            assertThat(body.getString("data.environment")).isEqualTo("contract");
            assertThat(body.getString("timestamp")).endsWith("Z");
        }
    }

    @Test
    void aReceiverGetsOnlyWhatItWants() {
        TestEnvironment environment = TestEnvironment.withSample("failures").script("V99__broken.sql", "SELECT 1/0;");
        String id =
                Service.upgrade(environment, "{}").failed("statement-failed").id();
        TestEnvironment other = TestEnvironment.empty("contract").script("V1__broken.sql", "SELECT 1/0;");
        String elsewhere =
                Service.upgrade(other, "{}").failed("statement-failed").id();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> told("works", elsewhere).size() == 3);
        await().atMost(Duration.ofSeconds(20)).until(() -> told("failures", id).size() == 1);
        assertThat(json(told("failures", id).get(0)).getString("data.failure.sqlState"))
                .isEqualTo("22012");
        assertThat(told("failures", elsewhere)).isEmpty();
    }

    @Test
    void deadDeliveriesAreSeenAndTriedAgain() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        String id = Service.upgrade(environment, "{}").succeeded().id();
        await().atMost(Duration.ofSeconds(30)).until(() -> dead(id) != null);
        assertThat(told("broken", id)).hasSize(2);
        String delivery = dead(id);
        String key = UUID.randomUUID().toString();
        String other = Service.upgrade(environment, "{}").succeeded().id();
        await().atMost(Duration.ofSeconds(30)).until(() -> dead(other) != null);
        System.setProperty(ReceiversUnderTest.MENDED, "");
        try {
            retry(delivery, key).then().statusCode(202).body("state", is("PENDING"));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> told("broken", id).size() == 3);
            await().until(() -> dead(id) == null);
            retry(delivery, key).then().statusCode(202).body("id", is(delivery)).body("state", is("DELIVERED"));
            retry(dead(other), key).then().statusCode(422).body("type", endsWith("/idempotency-key-reused"));
            assertThat(told("broken", id)).hasSize(3);
        } finally {
            System.clearProperty(ReceiversUnderTest.MENDED);
        }
        Service.post(WEBHOOKS + "/broken/deliveries/{}/retries", "{}", delivery)
                .then()
                .statusCode(409)
                .body("type", endsWith("/delivery-not-dead"));
        Service.post(WEBHOOKS + "/works/deliveries/{}/retries", "{}", delivery)
                .then()
                .statusCode(404)
                .body("type", endsWith("/unknown-delivery"));
    }

    private static Response retry(String delivery, String key) {
        return Service.request()
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{}")
                .post(WEBHOOKS + "/broken/deliveries/" + delivery + "/retries");
    }

    @Test
    void aReceiverThatHangsDelaysNoOperation() {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        for (int i = 0; i < 12; i++) {
            Service.upgrade(environment, "{\"targetVersion\":\"" + (1 + i % 3) + "\"}");
        }
        await().until(() -> ReceiversUnderTest.messages().stream()
                .anyMatch(each -> each.get("to").equals("hangs")));
        // All have ended, and their messages still wait for an answer of the receiver.
        assertThat(Service.get(WEBHOOKS).jsonPath().getInt("items.find { it.name == 'hangs' }.pending"))
                .isGreaterThan(10);
    }

    @Test
    void theListHasNoSecret() {
        String list = Service.get(WEBHOOKS).then().statusCode(200).extract().asString();
        assertThat(list).doesNotContain("whsec").doesNotContain("/works\"");
        assertThat(JsonPath.from(list).getList("items.name")).containsExactly("broken", "failures", "hangs", "works");
        assertThat(JsonPath.from(list).getString("items[1].environments")).isEqualTo("[failures]");
    }

    @Test
    void pagesHoldEveryDeliveryOnce() {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        String id = Service.upgrade(environment, "{}").succeeded().id();
        await().atMost(Duration.ofSeconds(20)).until(() -> told("works", id).size() == 3);
        JsonPath first = deliveries("works", "?pageSize=2");
        JsonPath second = deliveries("works", "?pageSize=2&pageToken=" + first.getString("nextPageToken"));
        assertThat(first.getList("items.id")).hasSize(2).doesNotContainAnyElementsOf(second.getList("items.id"));
        assertThat(first.getString("items[0].event")).isEqualTo("operation.succeeded");
        assertThat(first.prettify()).doesNotContain("\"body\"").doesNotContain("content");
    }

    @ParameterizedTest
    @CsvSource({
        "/works/deliveries?pageSize=0, pageSize",
        "/works/deliveries?pageSize=201, pageSize",
        "/works/deliveries?pageToken=x, pageToken",
        "/works/deliveries?state=LOST, state"
    })
    void parametersThatCannotBeUsedAreRefused(String path, String field) {
        Service.get(WEBHOOKS + path).then().statusCode(400).body("violations[0].field", is(field));
    }

    @Test
    void whatIsNotThereIsRefused() {
        Service.get(WEBHOOKS + "/nobody/deliveries").then().statusCode(404).body("type", endsWith("/unknown-webhook"));
        Service.post(WEBHOOKS + "/works/deliveries/{}/retries", "{}", UUID.randomUUID())
                .then()
                .statusCode(404);
        Service.post(WEBHOOKS + "/works/deliveries/7/retries", "{}").then().statusCode(400);
    }

    private static String dead(String operation) {
        return deliveries("broken", "?state=DEAD").getString("items.find { it.operation == '" + operation + "' }?.id");
    }

    private static JsonPath deliveries(String webhook, String query) {
        return Service.get(WEBHOOKS + "/" + webhook + "/deliveries" + query).jsonPath();
    }

    private static List<Map<String, String>> told(String receiver, String operation) {
        return ReceiversUnderTest.messages().stream()
                .filter(each -> each.get("to").equals(receiver))
                .filter(each -> json(each).getString("data.id").equals(operation))
                .toList();
    }

    private static JsonPath json(Map<String, String> message) {
        return JsonPath.from(message.get("body"));
    }
}
