package dev.migrationcontrol.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.RawHttp;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers say of the answers that they like, where there is a choice. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class NegotiationTest {
    private static final String AUDIT = "/api/v1/environments/contract/audit";

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                ";",
                "/",
                "x",
                "*",
                "text/",
                "/json",
                "a/b/c",
                "text/markdown;q=",
                "text/markdown;q=x",
                "text/markdown;q=2",
                "text/markdown;q=-1",
                "text/markdown;q=0.12345",
                "text/markdown;=;=",
                "text/markdown;a=\"",
                "text/markdown,",
                ",text/markdown",
                "text markdown",
                "text/markdown\r\nAccept: ",
                "t\u00e9xt/markdown"
            })
    void anAcceptThatCannotBeReadIsNoFault(String accept) throws Exception {
        TestEnvironment.withSample("contract");
        RawHttp raw = new RawHttp(service);
        String host = "Host: " + service.getAuthority();
        assertThat(raw.get(AUDIT, host, "Accept: " + accept)).startsWith("HTTP/1.1 200");
        String conversion = raw.post(
                "/api/v1/conversions",
                "{\"sources\":[{\"directory\":\"nowhere\"}]}",
                host,
                "Content-Type: application/json",
                "Accept: " + accept);
        assertThat(conversion).containsPattern("^HTTP/1.1 4(06|22)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ";", "x;q=x", "*;q=", "de-DE-x-\u00e9", "utf-8;q=9", "gzip;q=a"})
    void languagesCharactersAndCompressionPlayNoPart(String value) throws Exception {
        RawHttp raw = new RawHttp(service);
        for (String header : List.of("Accept-Language", "Accept-Charset", "Accept-Encoding")) {
            String answer = raw.post(
                    "/api/v1/conversions",
                    "{\"sources\":[{\"directory\":\"nowhere\"}]}",
                    "Host: " + service.getAuthority(),
                    "Content-Type: application/json",
                    header + ": " + value);
            assertThat(answer).startsWith("HTTP/1.1 422");
        }
    }
}
