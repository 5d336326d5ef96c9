package dev.migrationcontrol.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.RawHttp;
import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page of another site can make a browser send, and what programs send. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class ForeignPagesTest {
    private static final String UPGRADES = "/api/v1/environments/contract/upgrades";
    private static final String JSON = "Content-Type: application/json";

    @TestHTTPResource("/")
    URI service;

    private String host;
    private RawHttp raw;

    @BeforeEach
    void connect() {
        raw = new RawHttp(service);
        host = "Host: " + service.getAuthority();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: 1",
                "Content-Type:",
                "Content-Type: text/plain",
                "Content-Type: text/plain;application/json",
                "Content-Type: text/plain; charset=application/json",
                "Content-Type: application/jsonx",
                "Content-Type: xapplication/json",
                "Content-Type: application/json, text/plain",
                "Content-Type: application/json; charset=utf-16",
                "Content-Type: application/json x",
                "Content-Type: application/*",
                "Content-Type: */*",
                "Content-Type: json",
                "Content-Type: application/problem+json",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: text/plain\r\nContent-Type: application/json",
                "Content-Type: application/json\r\nContent-Type: application/json",
                "Content-Type: application/zip",
                "X-Content-Type: application/json"
            })
    void aChangeThatIsNoJsonIsRefused(String header) throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        assertRefused(raw.post(UPGRADES, "{}", host, header), 415, "unsupported-media-type");
        for (String method : new String[] {"PUT", "PATCH", "PROPFIND"}) {
            assertRefused(
                    raw.send(method + " " + UPGRADES + " HTTP/1.1\r\n" + host + "\r\n" + header
                            + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}"),
                    415,
                    "unsupported-media-type");
        }
        String cancellations = "/api/v1/operations/0192f0c1-7c00-7000-8000-000000000000/cancellations";
        assertRefused(raw.post(cancellations, "", host, header), 415, "unsupported-media-type");
        assertThat(environment.objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "Application/Json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json;a=b",
                "application/json;"
            })
    void jsonInEverySpellingIsAccepted(String type) throws Exception {
        TestEnvironment.withSample("contract");
        String answer = raw.post(UPGRADES, "{\"targetVersion\":\"777\"}", host, "Content-Type: " + type);
        assertRefused(answer, 409, "unknown-target-version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: Cross-Site",
                "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: anything",
                "Origin: https://evil.example",
                "Origin: null",
                "Origin:",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost",
                "Origin: http://localhost:1",
                "Origin: file://",
                "Origin: http://evil.example\r\nOrigin: http://localhost",
                "Origin: chrome-extension://abcdefghijklmnop",
                "Sec-Fetch-Site: none\r\nOrigin: https://evil.example",
                "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document"
            })
    void aPageOfAnotherSiteChangesAndReadsNothing(String header) throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        assertRefused(raw.post(UPGRADES, "{}", host, JSON, header), 403, "foreign-origin");
        for (String path : new String[] {
            "/api/v1/environments/contract/audit",
            "/api/v1/operations/0192f0c1-7c00-7000-8000-000000000000/events",
            "/api/v1/journal/verification",
            "//api/v1/status",
            "/api/v1/nothing"
        }) {
            assertRefused(raw.get(path, host, header), 403, "foreign-origin");
        }
        assertRefused(
                raw.get(
                        "/api/v1/operations",
                        host,
                        header,
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="),
                403,
                "foreign-origin");
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void aPreflightOfAnotherSiteIsRefusedWithoutAnyLeave() throws Exception {
        String answer = raw.send("OPTIONS " + UPGRADES + " HTTP/1.1\r\n" + host
                + "\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: content-type\r\nConnection: close\r\n\r\n");
        assertRefused(answer, 403, "foreign-origin");
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).doesNotContain("access-control");
    }

    @Test
    void noHeaderMakesAChangeOfALook() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("contract");
        for (String header :
                new String[] {"X-HTTP-Method-Override: POST", "X-Method-Override: POST", "X-HTTP-Method: POST"}) {
            assertThat(raw.get(UPGRADES, host, header)).startsWith("HTTP/1.1 40");
            assertThat(raw.get(UPGRADES + "?_method=POST", host, header)).startsWith("HTTP/1.1 40");
        }
        assertThat(environment.objects()).isEmpty();
    }

    @Test
    void linksOfOtherSitesLeadToPagesForPeople() throws Exception {
        String[] link = {host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"};
        assertThat(raw.get("/q/swagger-ui/", link)).startsWith("HTTP/1.1 200");
        String[] frame = {host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"};
        assertRefused(raw.get("/q/swagger-ui/", frame), 403, "foreign-origin");
        assertRefused(raw.get("/q/openapi", host, "Origin: https://evil.example"), 403, "foreign-origin");
        assertRefused(raw.get("/q/metrics", host, "Sec-Fetch-Site: cross-site"), 403, "foreign-origin");
    }

    @Test
    void theServicesOwnPagesAndProgramsAreServed() throws Exception {
        TestEnvironment.withSample("contract");
        String own = "Origin: http://" + service.getAuthority();
        String answer = raw.post(UPGRADES, "{}", host, JSON, own, "Sec-Fetch-Site: same-origin", "Prefer: wait=30");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("SUCCEEDED")
                .doesNotContainIgnoringCase("access-control");
        assertThat(answer).containsIgnoringCase("location: /api/v1/operations/");
        String behindTls = raw.get(
                "/api/v1/environments", "Host: localhost", "Origin: https://localhost", "Sec-Fetch-Site: same-origin");
        assertThat(behindTls).startsWith("HTTP/1.1 200");
        Service.rollBack(TestEnvironment.withSample("contract"), "{\"steps\":1}")
                .refused(409, "too-few-applied");
        assertThat(raw.get("/api/v1/environments", host, "Sec-Fetch-Site: none"))
                .startsWith("HTTP/1.1 200");
    }

    static void assertRefused(String answer, int status, String problem) {
        assertThat(answer)
                .startsWith("HTTP/1.1 " + status)
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("/problems/" + problem + "\"");
    }
}
