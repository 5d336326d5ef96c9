package dev.migrationcontrol.access.issuer;

import static dev.migrationcontrol.access.CallersUnderTest.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import dev.migrationcontrol.access.CallersUnderTest;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/pipelines/upgrade.sh} as a job that has no stored secret, with GitHub's end for tokens of jobs. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
@QuarkusTestResource(value = CallersUnderTest.class, restrictToAnnotatedClass = true)
@QuarkusTestResource(value = IssuersUnderTest.class, restrictToAnnotatedClass = true)
class JobScriptTest {
    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer github;

    @BeforeEach
    void start() throws IOException {
        github = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        github.createContext("/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestURI().getQuery() + " " + authorization);
            byte[] answer = ("{\"count\":1,\"value\":\""
                            + IssuersUnderTest.sign(
                                    "hub",
                                    IssuersUnderTest.claims(
                                            "hub", "job", StandInIssuer.github("acme/shop", "refs/heads/main")))
                            + "\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders("Bearer of-the-runner".equals(authorization) ? 200 : 403, answer.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        });
        github.start();
    }

    @AfterEach
    void stop() {
        github.stop(0);
    }

    private record Run(int exit, String output) {}

    private Run run(Map<String, String> more) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of(
                "PATH",
                System.getenv("PATH"),
                "MIGRATION_CONTROL_URL",
                service.toString().replaceAll("/+$", ""),
                "MIGRATION_CONTROL_ENVIRONMENT",
                GRANTED,
                "MIGRATION_CONTROL_AUDIENCE",
                IssuersUnderTest.AUDIENCE,
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                "http://127.0.0.1:" + github.getAddress().getPort() + "/token?api-version=2",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "of-the-runner",
                "TOKEN_SECONDS",
                "0",
                "JOB_ID",
                UUID.randomUUID().toString()));
        variables.putAll(more);
        variables.values().removeIf(String::isEmpty);
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh", Path.of("deploy", "pipelines", "upgrade.sh").toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), Files.readString(output));
    }

    @Test
    void aJobUpgradesWithATokenThatItAsksForAgainAndAgain() throws Exception {
        TestEnvironment.withSample(GRANTED);
        Run run = run(Map.of("TARGET_VERSION", "1"));
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(asked)
                .hasSizeGreaterThan(1)
                .containsOnly("api-version=2&audience=" + IssuersUnderTest.AUDIENCE + " Bearer of-the-runner");
        asked.clear();
        assertThat(run(Map.of("TOKEN_SECONDS", "")).exit()).isZero();
        assertThat(asked).hasSize(1);
    }

    @Test
    void aJobWithoutATokenSaysWhatItNeeds() throws Exception {
        Run unpermitted = run(Map.of("ACTIONS_ID_TOKEN_REQUEST_URL", ""));
        assertThat(unpermitted.exit()).isEqualTo(1);
        assertThat(unpermitted.output()).contains("id-token: write");
        Run refused = run(Map.of("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "wrong"));
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("GitHub gives this job no token", "403");
        assertThat(run(Map.of("MIGRATION_CONTROL_TOKEN", "x")).output()).contains("not both");
        assertThat(run(Map.of("MIGRATION_CONTROL_AUDIENCE", "a&b")).output()).contains("other characters");
    }
}
