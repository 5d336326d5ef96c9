package dev.migrationcontrol.environment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The folder of the embedded server's data, held by one service at a time. */
final class DataFolder implements AutoCloseable {
    static final String SETTING = "migration-control.embedded.data-directory";

    private final Path path;
    private final FileChannel lock;

    private DataFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes hold of the folder; throws {@link StartRefused} while another service does. */
    static DataFolder hold(Path directory) throws IOException {
        Path path = directory.toAbsolutePath().normalize();
        Files.createDirectories(path.resolveSibling("."));
        Path lockFile = path.resolveSibling(path.getFileName() + ".lock");
        FileChannel lock = FileChannel.open(
                lockFile, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (tryLock(lock) == null) {
            String holder = Files.readString(lockFile).strip();
            lock.close();
            throw new StartRefused(
                    SETTING,
                    "is " + path + ", which another Migration Control uses"
                            + (holder.isEmpty() ? "" : " (process " + holder + ")"),
                    "stop that one, or set another folder");
        }
        lock.truncate(0);
        lock.write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)));
        return new DataFolder(path, lock);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    /** What the server printed since it was last started. */
    Path log() {
        return path.resolveSibling(path.getFileName() + ".log");
    }

    Optional<Postmaster> postmaster() throws IOException {
        return Postmaster.recordedIn(path);
    }

    /** Forgets a server that is no more. */
    void forgetPostmaster() throws IOException {
        Files.deleteIfExists(Postmaster.file(path));
    }

    /** Makes the folder fit for a start: empty, or with data whose creation was completed. */
    void prepare() throws IOException {
        Files.deleteIfExists(log());
        if (Files.exists(unfinished())) {
            deleteContent();
        }
        if (isEmpty()) {
            Files.writeString(
                    unfinished(), "The data folder is being created. Until that is complete, a start begins again.\n");
        } else if (majorVersion().isEmpty()) {
            throw new StartRefused(
                    SETTING,
                    "is " + path + ", which holds something other than a PostgreSQL server's data",
                    "name an empty or new folder");
        }
    }

    /** The data is complete and never to be deleted again. */
    void complete() throws IOException {
        Files.deleteIfExists(unfinished());
    }

    /** The major version that created the data. */
    Optional<String> majorVersion() throws IOException {
        Path file = path.resolve("PG_VERSION");
        return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    }

    /** The last lines of {@link #log()}. */
    String lastWords() throws IOException {
        if (!Files.exists(log())) {
            return "";
        }
        List<String> lines = Files.readAllLines(log());
        return String.join("\n      ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private Path unfinished() {
        return path.resolveSibling(path.getFileName() + ".unfinished");
    }

    private boolean isEmpty() throws IOException {
        if (!Files.exists(path)) {
            return true;
        }
        try (Stream<Path> content = Files.list(path)) {
            return content.findAny().isEmpty();
        }
    }

    private void deleteContent() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> content = Files.walk(path)) {
            for (Path each : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
