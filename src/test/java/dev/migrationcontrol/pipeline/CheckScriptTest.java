package dev.migrationcontrol.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.migrationcontrol.ServiceUnderTest;
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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy/pipelines/check.sh}, run by shells against the service. */
@QuarkusTest
@QuarkusTestResource(ServiceUnderTest.class)
class CheckScriptTest {
    private static final Path SCRIPT =
            Path.of("deploy", "pipelines", "check.sh").toAbsolutePath();
    private static final String WARNING = "CREATE INDEX i ON orders (id);";
    private static final String ERROR = "ALTER TABLE orders ADD COLUMN a int NOT NULL;";

    @TestHTTPResource("/")
    URI service;

    @TempDir
    Path folder;

    /** How a run of the script ended, and what it printed. */
    private record Run(int exit, String output) {}

    private Run run(List<String> shell, Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(shell);
        command.add(SCRIPT.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        Map<String, String> environment = new HashMap<>(
                Map.of("PATH", System.getenv("PATH"), "MIGRATION_CONTROL_URL", service.toString(), "PATIENCE", "20"));
        environment.putAll(settings);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private void script(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("migrations"));
        Files.writeString(folder.resolve("migrations").resolve(name), text);
    }

    @ParameterizedTest
    @CsvSource({"sh", "dash", "busybox sh", "bash --posix"})
    void theExitCodeSaysTheSeverity(String shell) throws Exception {
        List<String> words = List.of(shell.split(" "));
        assumeTrue(
                List.of(System.getenv("PATH").split(":")).stream()
                        .anyMatch(each -> Files.isExecutable(Path.of(each, words.get(0)))),
                "there is no " + shell);
        script("V1__x.sql", "SELECT 1;");
        assertThat(run(words, Map.of()).exit()).isZero();
        script("V2__x.sql", WARNING);
        Run warned = run(words, Map.of());
        assertThat(warned.exit()).as(warned.output()).isZero();
        assertThat(warned.output()).contains("## Migration check").contains("0 errors, 1 warnings");
        assertThat(run(words, Map.of("FAIL_ON", "warning")).exit()).isEqualTo(4);
        script("V3__x.sql", ERROR);
        assertThat(run(words, Map.of()).exit()).isEqualTo(3);
        assertThat(run(words, Map.of("FAIL_ON", "never")).exit()).isZero();
        assertThat(run(words, Map.of("BASE_REVISION", "V3__x.sql", "FAIL_ON", "warning"))
                        .exit())
                .isZero();
    }

    @Test
    void theReportIsWrittenAsSarif() throws Exception {
        script("V1__x.sql", WARNING);
        Run run = run(List.of("sh"), Map.of("FORMAT", "sarif", "REPORT", "out.sarif"));
        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(Files.readString(folder.resolve("out.sarif")))
                .contains("\"version\":\"2.1.0\"")
                .contains("index-without-concurrently");
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertThat(run(List.of("sh"), Map.of()).output()).contains("there is no folder migrations");
        script("V1__x.sql", WARNING);
        assertThat(run(List.of("sh"), Map.of("FAIL_ON", "always")).exit()).isEqualTo(1);
        assertThat(run(List.of("sh"), Map.of("MIGRATION_CONTROL_URL", "localhost"))
                        .exit())
                .isEqualTo(1);
        Run unknown = run(List.of("sh"), Map.of("MIGRATION_CONTROL_ENVIRONMENT", "nowhere"));
        assertThat(unknown.exit()).isEqualTo(2);
        assertThat(unknown.output()).contains("unknown-environment");
        Run unreachable = run(List.of("sh"), Map.of("MIGRATION_CONTROL_URL", "http://127.0.0.1:1", "PATIENCE", "1"));
        assertThat(unreachable.exit()).isEqualTo(6);
    }
}
