package dev.migrationcontrol.consolidation;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs a configured tool that prints SQL: with an environment of its own, for a while, and up to a size. */
@ApplicationScoped
class SqlTool {
    private final ConversionConfig config;

    SqlTool(ConversionConfig config) {
        this.config = config;
    }

    /**
     * What the tool prints. What it says of errors is not passed on: it may hold a password.
     *
     * @throws ToolUnavailable when it is not configured, fails, or goes beyond a limit
     */
    String print(String system, Path folder, List<String> arguments) {
        Path tool = config.tools().get(system);
        if (tool == null) {
            throw new ToolUnavailable(
                    system,
                    "No tool is configured for " + system + ": set migration-control.consolidation.tools." + system
                            + ", or give its output as sqlOutput.");
        }
        List<String> command = new ArrayList<>(List.of(tool.toString()));
        command.addAll(arguments);
        Process process = start(system, folder, command);
        try {
            CompletableFuture<@Nullable String> output =
                    CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            String text = output.get(config.toolTimeout().toMillis(), TimeUnit.MILLISECONDS);
            if (text == null) {
                throw new ToolUnavailable(system, "The tool prints more than " + config.toolOutput() + " bytes.");
            }
            if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new ToolUnavailable(
                        system, "The tool failed. Run it yourself to see why: " + String.join(" ", command) + ".");
            }
            return text;
        } catch (TimeoutException e) {
            throw new ToolUnavailable(system, "The tool did not end within " + config.toolTimeout() + ".");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailable(system, "The tool was interrupted.");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(String system, Path folder, List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
            builder.environment().clear();
            builder.environment()
                    .putAll(Map.of(
                            "PATH", "/usr/local/bin:/usr/bin:/bin", "LANG", "C.UTF-8", "PYTHONDONTWRITEBYTECODE", "1"));
            return builder.start();
        } catch (IOException e) {
            throw new ToolUnavailable(system, "The configured tool cannot be started: " + command.get(0) + ".");
        }
    }

    /** Null when it is more than is allowed. */
    private @Nullable String read(InputStream output) {
        try (output) {
            byte[] bytes = output.readNBytes(config.toolOutput() + 1);
            return bytes.length > config.toolOutput() ? null : new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
