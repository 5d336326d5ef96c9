package dev.migrationcontrol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the tests' servers keep their data: in memory where the system has room, for a database is three hundred files, and
 * the tests make more than a thousand databases.
 */
public final class DataFolder {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ROOM = 6L << 30;
    private static final String PREFIX = "migration-control-tests-";
    private static final String LOCK = "lock";

    /** Quarkus loads tests by class loaders of its own, so the root is kept where all of them find it. */
    private static final String ROOT = "test.data.root";

    private DataFolder() {}

    /**
     * A folder in memory that is not there yet; nothing where there is no room.
     *
     * @param name of its own among all folders of the JVM
     */
    public static Optional<Path> inMemory(String name) {
        return Files.isWritable(MEMORY) && hasRoom() ? Optional.of(root().resolve(name)) : Optional.empty();
    }

    private static Path root() {
        synchronized (System.class) {
            String known = System.getProperty(ROOT);
            if (known == null) {
                known = createRoot().toString();
                System.setProperty(ROOT, known);
            }
            return Path.of(known);
        }
    }

    private static Path createRoot() {
        try {
            deleteThoseOfEndedRuns();
            Path root = Files.createTempDirectory(MEMORY, PREFIX);
            Path lock = root.resolve(LOCK);
            // Held until the JVM ends: whoever finds it free may delete the folder.
            FileChannel held = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            held.lock();
            // A channel that nobody knows any more is closed by the collector of garbage, and its lock is gone.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> release(held)));
            root.toFile().deleteOnExit();
            lock.toFile().deleteOnExit();
            return root;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException ended) {
            // the process ends
        }
    }

    private static boolean hasRoom() {
        try {
            FileStore store = Files.getFileStore(MEMORY);
            return store.type().equals("tmpfs") && store.getUsableSpace() > ROOM;
        } catch (IOException e) {
            return false;
        }
    }

    /** A JVM that was killed left its folder. */
    private static void deleteThoseOfEndedRuns() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.list(MEMORY)) {
            folders = all.filter(each -> each.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (Path folder : folders) {
            Path lock = folder.resolve(LOCK);
            if (!Files.isWritable(lock) || isNew(lock)) {
                continue; // being made, or of another user
            }
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                    FileLock free = channel.tryLock()) {
                if (free != null) {
                    delete(folder);
                }
            } catch (IOException inUse) {
                // another run deletes it too, or its server is still ending: the next run finds what is left
            }
        }
    }

    /** One that was made a moment ago may not be locked yet. */
    private static boolean isNew(Path lock) throws IOException {
        return Files.getLastModifiedTime(lock).toInstant().isAfter(Instant.now().minus(Duration.ofMinutes(1)));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
