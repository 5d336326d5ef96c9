package dev.migrationcontrol.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The processes of a server. Those of a postmaster that was killed may go on for as long as a statement does, and as long as one
 * of them is there, no other postmaster may begin on their data (PostgreSQL 18).
 */
final class ServerProcesses {
    private static final Path PROC = Path.of("/proc");

    private final Path folder;
    private Set<ProcessHandle> seen = Set.of();

    ServerProcesses(Path folder) {
        this.folder = folder;
    }

    /** Whether the postmaster lives; a dead one that nobody waits for has ended too. */
    static boolean isRunning(long postmaster) {
        return ProcessHandle.of(postmaster).filter(ProcessHandle::isAlive).isPresent() && !isZombie(postmaster);
    }

    private static boolean isZombie(long process) {
        try {
            String status =
                    Files.readString(PROC.resolve(Long.toString(process)).resolve("stat"));
            return status.startsWith("Z", status.lastIndexOf(')') + 2);
        } catch (IOException noneOrGone) {
            return false;
        }
    }

    /** Remembers the children of a living postmaster. */
    void look(long postmaster) {
        seen = new HashSet<>(ProcessHandle.of(postmaster).map(ProcessHandle::children).stream()
                .flatMap(children -> children)
                .toList());
    }

    /** Ends what a dead postmaster has left; returns whether nothing of it is there any more. */
    boolean endLeftOver() {
        Set<ProcessHandle> left = new HashSet<>(seen);
        if (Files.isDirectory(PROC.resolve("self"))) {
            ProcessHandle.allProcesses().filter(this::worksInFolder).forEach(left::add);
        }
        left.removeIf(process -> !process.isAlive() || isZombie(process.pid()));
        left.forEach(ProcessHandle::destroyForcibly);
        return left.isEmpty();
    }

    /** All processes of a server work in its data folder. */
    private boolean worksInFolder(ProcessHandle process) {
        try {
            Path directory = Files.readSymbolicLink(
                    PROC.resolve(Long.toString(process.pid())).resolve("cwd"));
            return directory.equals(folder.toRealPath())
                    && process.info()
                            .command()
                            .filter(command -> Path.of(command).endsWith("postgres"))
                            .isPresent();
        } catch (IOException | SecurityException notOurs) {
            return false;
        }
    }
}
