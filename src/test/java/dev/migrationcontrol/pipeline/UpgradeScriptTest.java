package dev.migrationcontrol.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.Service;
import dev.migrationcontrol.ServiceUnderTest;
import dev.migrationcontrol.TestEnvironment;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code deploy/pipelines/upgrade.sh}, run by the system's shell against the service. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class UpgradeScriptTest {
    private static final Path SCRIPT = Path.of("deploy", "pipelines", "upgrade.sh");

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path folder;

    /** How a run of the script ended, and what it printed. */
    private record Run(int exit, String output) {}

    @Test
    void upgradesFollowsAndTests() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        Run run = run(Map.of("TARGET_VERSION", "3", "REASON", "release \"7.3\" \\ of today", "SMOKE_TEST", "true"));
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("state: {").contains("step: {").contains("The smoke test passed");
        assertThat(environment.history()).containsExactly("SQL 1", "SQL 2", "SQL 3", "SQL");
        assertThat(Service.get("/api/v1/operations?environment=lifecycle&pageSize=1")
                        .jsonPath()
                        .getString("items[0].reason"))
                .isEqualTo("release \"7.3\" \\ of today");
    }

    @Test
    void aFailedMigrationFailsTheJob() throws Exception {
        TestEnvironment.empty("lifecycle").script("V1__broken.sql", "SELECT 1/0;");
        Run run = run(Map.of("SMOKE_TEST", "touch " + folder.resolve("tested")));
        assertThat(run.exit()).as(run.output()).isEqualTo(3);
        assertThat(run.output()).contains("ended FAILED").contains("division by zero");
        assertThat(folder.resolve("tested")).doesNotExist();
    }

    @Test
    void aFailedSmokeTestRollsBackWhatTheUpgradeApplied() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("lifecycle")
                .script("V1__a.sql", "CREATE TABLE a ();")
                .script("U1__a.sql", "DROP TABLE a;");
        Service.upgrade(environment, "{}").succeeded();
        environment.script("V2__b.sql", "CREATE TABLE b ();").script("U2__b.sql", "DROP TABLE b;");
        Run run = run(Map.of("SMOKE_TEST", "echo the page is blank; exit 7"));
        assertThat(run.exit()).as(run.output()).isEqualTo(4);
        assertThat(run.output()).contains("the page is blank").contains("was rolled back");
        assertThat(environment.objects()).containsExactly("a");
    }

    @Test
    void aRollbackThatCannotBeIsSaid() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("lifecycle").script("V1__a.sql", "CREATE TABLE a ();");
        Run run = run(Map.of("SMOKE_TEST", "false"));
        assertThat(run.exit()).as(run.output()).isEqualTo(5);
        assertThat(run.output()).contains("undo-missing");
        assertThat(environment.objects()).containsExactly("a");
    }

    @Test
    void nothingIsRolledBackWhereNothingWasApplied() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        Service.upgrade(environment, "{}").succeeded();
        List<String> before = environment.history();
        Run run = run(Map.of("SMOKE_TEST", "false"));
        assertThat(run.exit()).as(run.output()).isEqualTo(4);
        assertThat(run.output()).contains("nothing to roll back");
        assertThat(environment.history()).isEqualTo(before);
    }

    @Test
    void aRefusalFailsTheJobAndSaysWhy() throws Exception {
        TestEnvironment.withSample("lifecycle");
        Run run = run(Map.of("TARGET_VERSION", "777"));
        assertThat(run.exit()).as(run.output()).isEqualTo(2);
        assertThat(run.output()).contains("unknown-target-version");
        Run unknown = run(Map.of("MIGRATION_CONTROL_ENVIRONMENT", "nowhere"));
        assertThat(unknown.exit()).as(unknown.output()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "./missing.sh",
                "/nowhere/at/all",
                "missing-program --now",
                "MODE=quick LEVEL=2 ./missing.sh",
                "  ./missing.sh && true",
                "./missing.sh; true",
                "./missing.sh | cat",
                "sh missing.sh",
                "/bin/sh ./missing.sh quick",
                "cd missing && true",
                "{FOLDER}/not-executable.sh",
                "{FOLDER}",
                "sh {FOLDER}",
                "echo 'unfinished",
                "if true; then"
            })
    void aSmokeTestThatCannotBeRunEndsTheScriptBeforeTheUpgrade(String command) throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        Files.writeString(folder.resolve("not-executable.sh"), "exit 0\n");
        Run run = run(Map.of("SMOKE_TEST", command.replace("{FOLDER}", folder.toString())));
        assertThat(run.exit()).as(run.output()).isEqualTo(1);
        assertThat(run.output()).contains("SMOKE_TEST");
        assertThat(environment.objects()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "MODE=quick true",
                "sh -c 'exit 0'",
                "sh {FOLDER}/test.sh",
                "cd {FOLDER} && sh ./test.sh",
                "[ 1 = 1 ]",
                "! false",
                "(exit 0)",
                "if true; then exit 0; fi",
                "for i in 1 2; do true; done",
                "\"{FOLDER}/with blank.sh\" now",
                "printf '%s\n' 'a;b' && true"
            })
    void aSmokeTestInAnySpellingIsRun(String command) throws Exception {
        TestEnvironment.withSample("lifecycle");
        Files.writeString(folder.resolve("test.sh"), "exit 0\n");
        Path blank = Files.writeString(folder.resolve("with blank.sh"), "#!/bin/sh\nexit 0\n");
        assertThat(blank.toFile().setExecutable(true)).isTrue();
        Run run = run(Map.of("TARGET_VERSION", "1", "SMOKE_TEST", command.replace("{FOLDER}", folder.toString())));
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("The smoke test passed");
    }

    @Test
    void aProgramThatIsMissingInTheMiddleOfTheTestIsNoVerdictOnTheUpgrade() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("lifecycle");
        Run run = run(Map.of("TARGET_VERSION", "1", "SMOKE_TEST", "true && ./missing.sh"));
        assertThat(run.exit()).as(run.output()).isEqualTo(7);
        assertThat(run.output()).contains("The upgrade stays");
        assertThat(environment.history()).contains("SQL 1").doesNotContain("DELETE 1");
    }

    @Test
    void anotherServersAnswersAreNotTakenForThoseOfTheService() throws Exception {
        for (String answer : List.of("<html>Log in</html>", "{}", "[]", "", "{\"status\":\"ok\"}")) {
            try (UnreliableFront front = new UnreliableFront(service)) {
                front.listen();
                front.answerAll(answer);
                Run run = run(Map.of("MIGRATION_CONTROL_URL", front.url(), "PATIENCE", "5"));
                assertThat(run.exit()).as(run.output()).isEqualTo(6);
                assertThat(run.output()).contains("does not answer as Migration Control does");
            }
        }
    }

    @Test
    void aProtectedEnvironmentIsConfirmed() throws Exception {
        TestEnvironment environment = TestEnvironment.withSample("guarded");
        Map<String, String> guarded = Map.of("MIGRATION_CONTROL_ENVIRONMENT", "guarded", "SMOKE_TEST", "false");
        Run refused = run(guarded);
        assertThat(refused.exit()).as(refused.output()).isEqualTo(2);
        assertThat(refused.output()).contains("confirmation-required");
        Map<String, String> confirmed = new HashMap<>(guarded);
        confirmed.put("CONFIRM", "guarded");
        confirmed.put("TARGET_VERSION", "2");
        Run run = run(confirmed);
        assertThat(run.exit()).as(run.output()).isEqualTo(4);
        assertThat(environment.history()).contains("DELETE 2", "DELETE 1");
    }

    @Test
    void whatIsNotSetIsSaid() throws Exception {
        assertThat(run(Map.of("MIGRATION_CONTROL_URL", "")).exit()).isEqualTo(1);
        assertThat(run(Map.of("MIGRATION_CONTROL_ENVIRONMENT", "../x")).exit()).isEqualTo(1);
        assertThat(run(Map.of("JOB_ID", "")).exit()).isEqualTo(1);
        assertThat(run(Map.of("PATIENCE", "long")).exit()).isEqualTo(1);
        for (String url : List.of("ftp://x", "migrations", service + "api/v1", "http://", "http://a b")) {
            assertThat(run(Map.of("MIGRATION_CONTROL_URL", url)).exit()).as(url).isEqualTo(1);
        }
        Run without = run(Map.of("PATH", folder.toString()));
        assertThat(without.exit()).as(without.output()).isEqualTo(1);
        assertThat(without.output()).contains("curl");
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUp() throws Exception {
        try (UnreliableFront front = new UnreliableFront(service)) {
            Run run = run(Map.of("MIGRATION_CONTROL_URL", front.url(), "PATIENCE", "2"));
            assertThat(run.exit()).as(run.output()).isEqualTo(6);
        }
    }

    @Test
    void aRestartInTheMiddleCostsNothingButTime() throws Exception {
        TestEnvironment environment = TestEnvironment.empty("lifecycle")
                .script("V1__a.sql", "CREATE TABLE a (); SELECT pg_sleep(5);")
                .script("V2__b.sql", "CREATE TABLE b ();");
        int before = operations();
        try (UnreliableFront front = new UnreliableFront(service)) {
            front.loseAnswers(1);
            front.breakStreams(1);
            Process process = start(Map.of("MIGRATION_CONTROL_URL", front.url()));
            TimeUnit.MILLISECONDS.sleep(1_500);
            front.listen();
            Run run = end(process);
            assertThat(run.exit()).as(run.output()).isZero();
            assertThat(run.output()).contains("Trying again in 1 s");
            List<String> posts = front.requests.stream()
                    .filter(each -> each.startsWith("POST"))
                    .toList();
            assertThat(posts).as(run.output()).hasSize(2).allMatch(each -> each.equals(posts.get(0)));
            assertThat(posts.get(0)).contains(" upgrade-lifecycle-");
            assertThat(front.requests.stream().filter(each -> each.endsWith("/events")))
                    .as("the stream broke and was taken up again")
                    .hasSizeGreaterThan(1);
        }
        assertThat(operations()).isEqualTo(before + 1);
        assertThat(environment.history()).hasSize(2);
    }

    private static int operations() {
        return Service.get("/api/v1/operations?environment=lifecycle&pageSize=200")
                .jsonPath()
                .getList("items")
                .size();
    }

    private Run run(Map<String, String> variables) throws Exception {
        return end(start(variables));
    }

    private Process start(Map<String, String> variables) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "MIGRATION_CONTROL_URL", service.toString(),
                "MIGRATION_CONTROL_ENVIRONMENT", "lifecycle",
                "JOB_ID", UUID.randomUUID().toString(),
                "RETRY_PAUSE", "1",
                "PATIENCE", "60"));
        all.putAll(variables);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("CI") || name.startsWith("GITHUB"));
        builder.environment().putAll(all);
        return builder.start();
    }

    private Run end(Process process) throws Exception {
        boolean ended = process.waitFor(90, TimeUnit.SECONDS);
        String output = Files.readString(folder.resolve("output"));
        if (!ended) {
            process.destroyForcibly();
            throw new AssertionError("the script does not end: " + output);
        }
        return new Run(process.exitValue(), output);
    }
}
