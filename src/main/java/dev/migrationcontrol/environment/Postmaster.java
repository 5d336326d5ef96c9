package dev.migrationcontrol.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The server process that a data folder's {@code postmaster.pid} records; it may be long gone, or not yet answer.
 *
 * @param port zero while the server has not written it
 */
record Postmaster(long pid, int port) {
    private static final int PORT_LINE = 3;

    static Path file(Path folder) {
        return folder.resolve("postmaster.pid");
    }

    static Optional<Postmaster> recordedIn(Path folder) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(folder));
            return lines.isEmpty() || lines.get(0).isBlank() ? Optional.empty() : Optional.of(parse(lines));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    private static Postmaster parse(List<String> lines) {
        String port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
        return new Postmaster(
                Long.parseLong(lines.get(0).strip()), HostList.port(port).orElse(0));
    }

    /**
     * Whether the process lives and may be a server. After a container's restart the number belongs to any thread or
     * process; PostgreSQL itself would then take the folder for occupied.
     */
    boolean mayBeServer() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(process -> process.info()
                        .command()
                        .map(command -> Path.of(command).endsWith("postgres"))
                        .orElse(true))
                .orElse(false);
    }

    /** Begins a fast shutdown, which ends sessions; {@link ProcessHandle#destroy()} would wait for them. */
    void interrupt() throws IOException {
        new ProcessBuilder("kill", "-INT", Long.toString(pid)).start();
    }
}
