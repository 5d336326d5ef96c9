package dev.migrationcontrol.conversion.tool;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A tool while it runs, with every process that it starts: each inherits a mark, by which it is found and ended. */
final class RunningTool implements AutoCloseable {
    private static final String MARK = "MIGRATION_CONTROL_TOOL";
    private static final int SAID = 16_000;

    private final Process process;
    private final byte[] mark;
    private final int limit;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final Thread printing;
    private final Thread saying;
    private volatile boolean closed;

    private RunningTool(Process process, String mark, int limit) {
        this.process = process;
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        this.limit = limit;
        this.printing = new Thread(() -> read(process.getInputStream(), output, limit), "tool-output");
        this.saying = new Thread(() -> read(process.getErrorStream(), errors, Integer.MAX_VALUE), "tool-errors");
    }

    /**
     * Nothing of the service's own environment is given to it.
     *
     * @param owner the name of this process, by which a later one finds what it has left
     */
    static RunningTool start(SqlTool.Call call, List<String> command, int limit, String owner) {
        String mark = owner + "/" + UUID.randomUUID();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(call.folder().toFile())
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/local/bin:/usr/bin:/bin",
                        "LANG",
                        "C.UTF-8",
                        "PYTHONDONTWRITEBYTECODE",
                        "1",
                        MARK,
                        mark));
        try {
            RunningTool tool = new RunningTool(builder.start(), MARK + "=" + mark, limit);
            tool.printing.setDaemon(true);
            tool.printing.start();
            tool.saying.setDaemon(true);
            tool.saying.start();
            return tool;
        } catch (IOException e) {
            throw new ToolUnavailable(call.system(), "The configured tool cannot be started: " + command.get(0) + ".");
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream out, int limit) {
        byte[] buffer = new byte[8192];
        try (in) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                synchronized (out) {
                    out.write(buffer, 0, read);
                    if (limit == Integer.MAX_VALUE && out.size() > 2 * SAID) {
                        byte[] all = out.toByteArray();
                        out.reset();
                        out.write(all, all.length - SAID, SAID);
                    } else if (out.size() > limit) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // The tool was ended; what it printed until then is kept.
        }
    }

    /** @return whether it has ended */
    boolean awaitEnd(int millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    boolean isEndedByUs() {
        return closed;
    }

    boolean isFlooding() {
        synchronized (output) {
            return output.size() > limit;
        }
    }

    int status() {
        return process.exitValue();
    }

    /** All that it printed; to be asked after its end. What it left running is ended, since that may print too. */
    String printed() throws InterruptedException {
        endOthers();
        printing.join(TimeUnit.SECONDS.toMillis(2));
        saying.join(TimeUnit.SECONDS.toMillis(2));
        return text(output);
    }

    /** The end of what it said of errors. */
    String said() {
        return text(errors);
    }

    private static String text(ByteArrayOutputStream bytes) {
        synchronized (bytes) {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        closed = true;
        process.destroyForcibly();
        endOthers();
    }

    private void endOthers() {
        // More than once, since one that is being ended may have started another.
        for (int i = 0; i < 3; i++) {
            List<ProcessHandle> others = Stream.concat(
                            process.descendants(), ProcessHandle.allProcesses().filter(each -> isMarked(each, mark)))
                    .filter(each -> each.pid() != process.pid())
                    .toList();
            others.forEach(ProcessHandle::destroyForcibly);
            if (others.isEmpty()) {
                return;
            }
        }
    }

    /** Ends what a process of this name, which was killed, has left running. */
    static void endAllOf(String owner) {
        byte[] mark = (MARK + "=" + owner + "/").getBytes(StandardCharsets.UTF_8);
        ProcessHandle.allProcesses().filter(each -> isMarked(each, mark)).forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isMarked(ProcessHandle other, byte[] mark) {
        try {
            byte[] environment = Files.readAllBytes(Path.of("/proc", Long.toString(other.pid()), "environ"));
            return new String(environment, StandardCharsets.ISO_8859_1)
                    .contains(new String(mark, StandardCharsets.ISO_8859_1));
        } catch (IOException | UncheckedIOException e) {
            return false; // gone, someone else's, or a system without such files
        }
    }
}
