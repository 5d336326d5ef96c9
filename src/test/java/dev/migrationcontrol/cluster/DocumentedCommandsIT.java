package dev.migrationcontrol.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.migrationcontrol.FolderCopy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the shell blocks of the documents for beginners as they are written. Only the build is left out, since this is part
 * of one: the packaged service is started instead, on a free port.
 */
@Timeout(300)
class DocumentedCommandsIT {
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\b(MIGRATION_CONTROL_[A-Z_]+)=(\\S+)");
    private static final String START = "mvn -Dquick package quarkus:run";

    @TempDir
    private Path folder;

    private static List<String> blocks(String document) throws IOException {
        return BLOCK.matcher(Files.readString(Path.of(document)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** The service as the first block starts it, whose relative folders are below the folder of this test. */
    private Replica service(String block) throws IOException, InterruptedException {
        assertThat(block).contains(START);
        Files.createDirectories(folder.resolve("deploy"));
        FolderCopy.copy(Path.of("deploy/sample"), folder.resolve("deploy/sample"));
        run(block.replaceAll("(?m)^.*" + Pattern.quote(START) + "$", ""));
        Map<String, String> variables = new TreeMap<>(Map.of(
                "MIGRATION_CONTROL_EMBEDDED_DATA_DIRECTORY",
                folder.resolve("server").toString()));
        for (MatchResult each : (Iterable<MatchResult>) VARIABLE.matcher(block).results()::iterator) {
            String value = each.group(2);
            String prefix = value.startsWith("filesystem:") ? "filesystem:" : "";
            variables.put(each.group(1), prefix + folder.resolve(value.substring(prefix.length())));
        }
        return Replica.start("documented", variables).awaitReady();
    }

    /** What the commands print; each of them has to succeed. */
    private String run(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "commands", ".log");
        Process process = new ProcessBuilder("bash", "-ec", commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int status = process.waitFor();
        String printed = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(status).as(commands + "\n" + printed).isZero();
        return printed;
    }

    @Test
    void gettingStarted() throws Exception {
        List<String> blocks = blocks("docs/getting-started.md");
        try (Replica service = service(blocks.get(0))) {
            String printed = run(String.join("\n", blocks.subList(1, blocks.size()))
                    .replace("localhost:8080", "localhost:" + service.port()));
            assertThat(printed)
                    .contains(
                            "\"state\":\"EMPTY\"",
                            "# Upgrade of development",
                            "\"reason\":\"first upgrade\"",
                            "\"currentVersion\":\"10\"",
                            "3 scripts: 0 errors",
                            "\"verdict\":\"EXACT\"",
                            "\"type\":\"ROLLBACK\"",
                            "OPERATION_ENDED")
                    .doesNotContain("/problems/", "\"state\":\"FAILED\"");
        }
    }

    @Test
    void readme() throws Exception {
        List<String> blocks = blocks("README.md");
        try (Replica service = service(blocks.get(0))) {
            String port = "localhost:" + service.port();
            String audit = blocks.get(1).replace("localhost:8080", port);
            int document = audit.lastIndexOf("\ncurl");
            Matcher id = Pattern.compile("\"id\":\"([^\"]+)\"").matcher(run(audit.substring(0, document)));
            assertThat(id.find()).isTrue();
            assertThat(run(audit.substring(document).replace("<id>", id.group(1))))
                    .contains("| Alembic | `migrations/versions` |", "5 errors, 5 warnings, 3 notes.");
            assertThat(run(blocks.get(2).replace("localhost:8080", port)))
                    .contains("\"type\":\"ROLLBACK\"", "\"state\":\"SUCCEEDED\"", "\"currentVersion\":\"8\"");
        }
    }
}
