package dev.migrationcontrol.gate;

import static dev.migrationcontrol.gate.ForeignPagesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.migrationcontrol.RawHttp;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which names the service lets itself be called. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class HostNamesTest {
    private static final String STATUS = "/api/v1/environments";

    /** What the server itself takes for a host; it answers others with a 400 before anything of ours. */
    private static final Pattern WRITTEN_LIKE_A_HOST =
            Pattern.compile("(?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::[0-9]{1,5})?");

    @TestHTTPResource("/")
    URI service;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "localhost@evil.example",
                "evil.example@localhost",
                "evil.example#localhost",
                "localhost,evil.example",
                "localhost evil.example",
                "evillocalhost",
                ".localhost",
                "127.0.0.2",
                "127.0.0.1.evil.example",
                "10.1.2.3:8080",
                "0.0.0.0",
                "2130706433",
                "[::2]",
                "[::ffff:10.1.2.3]",
                "[fe80::1%25eth0]",
                "localhost:99999999",
                "localhost:port",
                "%6cocalhost",
                "localhost..",
                "-"
            })
    void foreignNamesAreRefusedEverywhere(String host) throws Exception {
        RawHttp raw = new RawHttp(service);
        TestEnvironment environment = TestEnvironment.withSample("contract");
        for (String path : List.of(STATUS, "/q/openapi", "/q/swagger-ui/", "/q/metrics", "/", "/q/health/../openapi")) {
            String answer = raw.get(path, "Host: " + host);
            assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("\"items\"", "openapi:");
        }
        String answer = raw.post(
                "/api/v1/environments/contract/upgrades", "{}", "Host: " + host, "Content-Type: application/json");
        if (WRITTEN_LIKE_A_HOST.matcher(host).matches()) {
            assertRefused(answer, 421, "foreign-host");
            assertThat(answer).contains("migration-control.http.allowed-hosts");
        } else {
            assertThat(answer)
                    .containsPattern("^HTTP/1.1 4(00|21)")
                    .containsIgnoringCase("content-type: application/problem+json");
        }
        assertThat(answer).doesNotContainIgnoringCase("location:");
        assertThat(environment.objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:8080",
                "localhost.",
                "demo.localhost:1",
                "127.0.0.1",
                "127.0.0.1:65535",
                "[::1]",
                "[::1]:8080",
                "[0:0:0:0:0:0:0:1]"
            })
    void loopbackNamesAreAnsweredOnAnyPort(String host) throws Exception {
        RawHttp raw = new RawHttp(service);
        assertThat(raw.get(STATUS, "Host: " + host)).startsWith("HTTP/1.1 200");
        assertThat(raw.get(STATUS, "Host: " + host, "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"))
                .startsWith("HTTP/1.1 200")
                .doesNotContain("evil.example");
    }

    @Test
    void aTargetThatNamesAHostIsHeldToTheSame() throws Exception {
        RawHttp raw = new RawHttp(service);
        assertThat(raw.get("http://localhost" + STATUS, "Host: localhost")).startsWith("HTTP/1.1 200");
        assertRefused(raw.get("http://evil.example" + STATUS, "Host: localhost"), 421, "foreign-host");
        assertRefused(raw.get("http://localhost" + STATUS, "Host: evil.example"), 421, "foreign-host");
        assertRefused(raw.get("http://localhost@evil.example" + STATUS, "Host: localhost"), 421, "foreign-host");
    }

    @Test
    void oneHostIsNamedNotNoneAndNotTwo() throws Exception {
        RawHttp raw = new RawHttp(service);
        assertRefused(raw.get(STATUS, "X-Host: localhost"), 400, "invalid-request");
        assertThat(raw.get(STATUS, "Host: localhost", "Host: evil.example")).startsWith("HTTP/1.1 400");
        assertThat(raw.get(STATUS, "Host: localhost", "Host: localhost")).startsWith("HTTP/1.1 400");
        assertThat(raw.send("GET " + STATUS + " HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 400");
    }

    @Test
    void probesCallByWhateverAddressTheyHave() throws Exception {
        RawHttp raw = new RawHttp(service);
        assertThat(raw.get("/q/health/live", "Host: 10.1.2.3:8080")).startsWith("HTTP/1.1 200");
        assertThat(raw.get("/q/health/ready", "Host: 10.1.2.3:8080")).startsWith("HTTP/1.1 200");
        assertThat(raw.send("GET /q/health/started HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.0 200");
    }

    @Test
    void configuredNamesAreAnsweredBesides() {
        AllowedHosts hosts =
                new AllowedHosts(List.of("Migrations.Example.org", "*.internal", "10.1.2.3", "2001:db8::1"));
        assertThat(List.of(
                        "migrations.example.org:443",
                        "migrations.example.org.",
                        "a.b.internal",
                        "10.1.2.3:8080",
                        "[2001:DB8:0::1]:80",
                        "localhost"))
                .allMatch(each -> hosts.allow(Authority.parse(each)));
        assertThat(List.of("example.org", "x.migrations.example.org", "internal", "xinternal", "[2001:db8::2]", ""))
                .noneMatch(each -> hosts.allow(Authority.parse(each)));
        assertThat(new AllowedHosts(List.of("*")).allow(Authority.parse("any.example")))
                .isTrue();
        assertThatThrownBy(() -> new AllowedHosts(List.of("https://x.example"))).hasMessage("https://x.example");
        assertThatThrownBy(() -> new AllowedHosts(List.of("x.example:80"))).hasMessage("x.example:80");
    }

    @Test
    void configuredOriginsAreAllowedToTheLetter() {
        AllowedOrigins origins = new AllowedOrigins(List.of("https://portal.example.org", "http://localhost:3000"));
        assertThat(List.of("https://portal.example.org", "https://PORTAL.example.org:443", "http://localhost:3000"))
                .allMatch(origins::isConfigured);
        assertThat(List.of("http://portal.example.org", "https://portal.example.org:8443", "null", "http://localhost"))
                .noneMatch(origins::isConfigured);
        assertThatThrownBy(() -> new AllowedOrigins(List.of("portal.example.org")))
                .hasMessage("portal.example.org");
        assertThatThrownBy(() -> new AllowedOrigins(List.of("https://x.example/path")))
                .hasMessage("https://x.example/path");
    }
}
