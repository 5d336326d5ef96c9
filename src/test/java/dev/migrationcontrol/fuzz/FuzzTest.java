package dev.migrationcontrol.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.Contract;
import dev.migrationcontrol.RawHttp;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Test;

/**
 * Requests made from the OpenAPI document, each answered according to the document and none by a fault of the service.
 * {@code -Dfuzz.requests=20000} sends more than the usual number, {@code -Dfuzz.seed=…} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class FuzzTest {
    private static final Logger LOG = Logger.getLogger(FuzzTest.class);
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 800);
    private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
    private static final int MOST_COMPLAINTS = 40;

    /** Paths that the service writes otherwise before it looks for a resource, so that the document does not say which. */
    private static final Pattern REWRITTEN = Pattern.compile("//|/\\.{1,2}(?:/|$)|/$|;|%2[fF]");

    /** A stream that goes on as long as its reader; the tests of streams read it. */
    private static final Pattern ENDLESS = Pattern.compile("/v1/+events");

    private final Contract contract = new Contract();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @TestHTTPResource("/")
    URI service;

    @Test
    void everyAnswerIsAsDocumentedAndNoneIsAFault() throws Exception {
        LOG.infof("%d requests, seed %d", REQUESTS, SEED);
        TestEnvironment.withSample("contract");
        TestEnvironment.withSample("lifecycle");
        TestEnvironment.withSample("guarded");
        TestEnvironment.withSample("queue");
        Values values = new Values(contract.document());
        Fuzz fuzz = new Fuzz(contract.document(), values, service.getAuthority());
        RawHttp http = new RawHttp(service);
        List<String> complaints = new ArrayList<>();
        for (int i = 0; i < REQUESTS && complaints.size() < MOST_COMPLAINTS; i++) {
            FuzzRequest request = fuzz.next(new Random(SEED + i));
            if (ENDLESS.matcher(request.path()).find()) {
                continue;
            }
            RawAnswer answer = request.send(http);
            statuses.merge(answer.status(), 1, Integer::sum);
            complaint(request, answer)
                    .ifPresent(wrong -> complaints.add(request + "\n=> " + shown(answer) + "\n" + wrong));
            remember(answer, values);
        }
        LOG.infof("Answers by status: %s", statuses);
        assertThat(complaints).as("seed %d", SEED).isEmpty();
        theServiceStillWorks();
    }

    private void theServiceStillWorks() {
        Service.get("/q/health/ready").then().statusCode(200);
        TestEnvironment environment = TestEnvironment.withSample("failures");
        Service.upgrade(environment, "{}").succeeded();
        Service.get("/api/v1/journal?pageSize=5").then().statusCode(200);
    }

    private Optional<String> complaint(FuzzRequest request, RawAnswer answer) {
        int status = answer.status();
        if (status == 0) {
            return Optional.of("no answer");
        }
        if (status >= 500 && status != 503) {
            return Optional.of("a fault of the service");
        }
        if (!request.forbidden().isEmpty() && status < 400) {
            return Optional.of("accepted");
        }
        boolean documented = isDocumented(request);
        if (documented && status < 300 && request.method().equals("POST")) {
            Optional<String> overlooked = contract.requestComplaint("POST", request.path(), withoutNulls(request));
            if (overlooked.isPresent()) {
                return Optional.of("accepted what the document forbids: " + overlooked.get());
            }
        }
        if (beforeTheService(answer)
                || request.method().equals("HEAD")
                || request.method().equals("OPTIONS")) {
            return Optional.empty();
        }
        if (documented) {
            return contract.complaint(
                    request.method(), request.path(), new Contract.Said(status, answer.contentType(), answer.body()));
        }
        boolean fits = status < 400 || answer.contentType().startsWith("application/problem+json");
        return fits ? Optional.empty() : Optional.of("not how a request that nobody described is answered");
    }

    private boolean isDocumented(FuzzRequest request) {
        return request.method().equals(request.method().toUpperCase(Locale.ROOT))
                && request.path().startsWith("/api/v1/")
                && !REWRITTEN.matcher(request.path()).find()
                && contract.knows(request.method(), request.path());
    }

    /** A field that is null counts as left out. */
    private String withoutNulls(FuzzRequest request) {
        try {
            JsonNode body = mapper.readTree(request.body());
            prune(body);
            return body.isMissingNode() ? "{}" : body.toString();
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private static void prune(JsonNode node) {
        for (Iterator<JsonNode> each = node.elements(); each.hasNext(); ) {
            JsonNode element = each.next();
            if (element.isNull() && node.isObject()) {
                each.remove();
            } else {
                prune(element);
            }
        }
    }

    /** A head that the HTTP layer itself cannot read. */
    private static boolean beforeTheService(RawAnswer answer) {
        return Set.of(400, 414, 431).contains(answer.status()) && answer.body().isEmpty();
    }

    private void remember(RawAnswer answer, Values values) throws IOException {
        if (answer.status() < 300 && answer.body().startsWith("{\"id\":\"")) {
            values.remember(mapper.readTree(answer.body()).path("id").asText());
        }
    }

    private static String shown(RawAnswer answer) {
        String text = answer.status() + " " + answer.contentType() + " " + answer.body();
        return text.length() > 800 ? text.substring(0, 800) + "…" : text;
    }
}
