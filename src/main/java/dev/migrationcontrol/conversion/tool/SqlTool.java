package dev.migrationcontrol.conversion.tool;

import dev.migrationcontrol.workspace.TemporaryFolders;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Runs a configured tool that prints SQL: with an environment of its own, for a while, and up to a size. */
@ApplicationScoped
public class SqlTool {
    private static final int LOOK_MILLIS = 20;

    private final ConversionConfig config;
    private final ToolWords words;
    private final TemporaryFolders folders;
    private final Set<RunningTool> running = ConcurrentHashMap.newKeySet();
    private @Nullable Containment containment;

    SqlTool(ConversionConfig config, ToolWords words, TemporaryFolders folders) {
        this.config = config;
        this.words = words;
        this.folders = folders;
    }

    /**
     * What is asked of a tool.
     *
     * @param folder in which it runs
     * @param ended says when no one waits for the answer any more
     */
    public record Call(String system, Path folder, List<String> arguments, BooleanSupplier ended) {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /**
     * What a tool printed before it ended.
     *
     * @param words the last lines of its other output, without what looks like a secret
     */
    public record Printed(String text, int status, List<String> words) {
        public boolean isWhole() {
            return status == 0;
        }

        /** What it said last; a full sentence. */
        public String lastWords() {
            return words.isEmpty()
                    ? "It ended with status " + status + " and said nothing."
                    : "It ended with status " + status + " and said: " + words.get(words.size() - 1);
        }
    }

    /** @throws ToolUnavailable when it is not configured */
    public void requireConfigured(String system) {
        if (!config.tools().containsKey(system)) {
            throw new ToolUnavailable(
                    system,
                    "No tool is configured for " + system + ": set migration-control.consolidation.tools." + system
                            + ", or give its output as sqlOutput.");
        }
    }

    /**
     * What the tool prints, all of it.
     *
     * @throws ToolUnavailable when it is not configured, fails, or goes beyond a limit
     */
    public String print(Call call) {
        Printed printed = run(call);
        if (!printed.isWhole()) {
            throw new ToolUnavailable(
                    call.system(),
                    "The tool failed at '" + String.join(" ", call.arguments()) + "'. " + printed.lastWords(),
                    printed.words());
        }
        return printed.text();
    }

    /**
     * What the tool prints until it ends, also when it fails.
     *
     * @throws ToolUnavailable when it is not configured, or goes beyond a limit
     */
    public Printed run(Call call) {
        requireConfigured(call.system());
        List<String> command = new ArrayList<>(containment().prefix());
        command.add(program(call.system()));
        command.addAll(call.arguments());
        try (RunningTool tool = RunningTool.start(call, command, config.toolOutput(), folders.owner())) {
            running.add(tool);
            try {
                await(call, tool);
            } finally {
                running.remove(tool);
            }
            String text = tool.printed();
            requireBounded(call, tool);
            return new Printed(text, tool.status(), words.last(tool.said()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailable(call.system(), "The tool was interrupted.");
        }
    }

    /** The tool runs in another directory than the service. */
    private String program(String system) {
        Path tool = Containment.program(Objects.requireNonNull(config.tools().get(system)));
        if (!Files.isExecutable(tool)) {
            throw new ToolUnavailable(system, "The configured tool cannot be started: " + tool + ".");
        }
        return tool.toString();
    }

    /** Found out once, when the first tool is to run. */
    private synchronized Containment containment() {
        if (containment == null) {
            containment = Containment.ofThisMachine(config.toolMemory());
        }
        return containment;
    }

    /** Whether every process of a tool ends with it. */
    public boolean isContained() {
        return containment().isWhole();
    }

    /** When all calls of one conversion have to be done, in nanoseconds of the system's timer. */
    public long deadline() {
        return System.nanoTime() + config.trialTimeout().toNanos();
    }

    /** @throws ToolUnavailable when the time of all calls is up */
    public void requireTime(String system, long deadline) {
        if (System.nanoTime() > deadline) {
            throw new ToolUnavailable(system, "Not all migrations were printed within " + config.trialTimeout() + ".");
        }
    }

    private void await(Call call, RunningTool tool) throws InterruptedException {
        long until = System.nanoTime() + config.toolTimeout().toNanos();
        while (!tool.awaitEnd(LOOK_MILLIS)) {
            requireBounded(call, tool);
            if (call.ended().getAsBoolean()) {
                throw new ToolUnavailable(call.system(), "The tool was ended, because its answer is no longer needed.");
            }
            if (System.nanoTime() > until) {
                throw new ToolUnavailable(
                        call.system(),
                        "The tool did not end within " + config.toolTimeout() + ".",
                        words.last(tool.said()));
            }
        }
        if (tool.isEndedByUs()) {
            throw new ToolUnavailable(call.system(), "The service stops, so the tool was ended. Ask again later.");
        }
    }

    private void requireBounded(Call call, RunningTool tool) {
        if (tool.isFlooding()) {
            throw new ToolUnavailable(
                    call.system(), "The tool prints more than " + config.toolOutput() + " bytes.", List.of());
        }
    }

    void endAbandoned(@Observes TemporaryFolders.Abandoned folder) {
        RunningTool.endAllOf(folder.owner());
    }

    void endAll(@Observes ShutdownEvent stopping) {
        running.forEach(RunningTool::close);
    }
}
