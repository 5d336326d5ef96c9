package dev.migrationcontrol.conversion.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Programs of the system that keep a tool in: where Linux allows it, a tool runs in a namespace of its own for processes,
 * which ends as a whole, sees no process but its own, and has no privileges. Elsewhere only its own children are found.
 */
final class Containment {
    private static final Logger LOG = Logger.getLogger(Containment.class);
    private static final List<String> NAMESPACE =
            List.of("unshare", "--user", "--map-current-user", "--pid", "--fork", "--kill-child", "--mount-proc");
    private static final List<String> UNPRIVILEGED =
            List.of("setpriv", "--no-new-privs", "--bounding-set=-all", "--inh-caps=-all");
    private static final int PROBE_SECONDS = 10;

    private final List<String> prefix;
    private final boolean whole;

    private Containment(List<String> prefix, boolean whole) {
        this.prefix = List.copyOf(prefix);
        this.whole = whole;
    }

    /**
     * The most that this machine allows.
     *
     * @param memory of each process, in bytes; 0 for any
     */
    static Containment ofThisMachine(long memory) {
        List<String> limits = memory > 0 ? List.of("prlimit", "--core=0", "--as=" + memory) : List.of();
        List<String> all = new ArrayList<>(NAMESPACE);
        all.addAll(UNPRIVILEGED);
        all.addAll(limits);
        if (works(all)) {
            return new Containment(all, true);
        }
        LOG.warn("Tools of code migrations cannot be contained here: this machine provides no namespaces for processes."
                + " Configure only tools whose code is trusted not to leave processes running.");
        return new Containment(works(limits) ? limits : List.of(), false);
    }

    /** What goes before a command. */
    List<String> prefix() {
        return prefix;
    }

    /** Whether every process of a tool ends with it, and it sees no other. */
    boolean isWhole() {
        return whole;
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The file of a program: a name alone is looked up as the service itself would. */
    static Path program(Path configured) {
        if (configured.getParent() != null) {
            return configured.toAbsolutePath();
        }
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        for (String folder : path.split(File.pathSeparator)) {
            Path program = Path.of(folder.isEmpty() ? "." : folder).resolve(configured);
            if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                return program.toAbsolutePath();
            }
        }
        return configured;
    }
}
