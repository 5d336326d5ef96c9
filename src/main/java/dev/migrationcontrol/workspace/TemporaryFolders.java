package dev.migrationcontrol.workspace;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Temporary folders and files, all in one folder of this process, which holds a lock on a file in it for as long as it lives.
 * So a later process can identify those of processes that were killed, also of other containers that share the disk,
 * and deletes them; a number of a process would say nothing there.
 */
@ApplicationScoped
public class TemporaryFolders {
    private static final Logger LOG = Logger.getLogger(TemporaryFolders.class);
    private static final String PREFIX = "migration-control-";
    private static final String LOCK = "lock";
    /** Younger ones may not have their lock yet. */
    private static final Duration SETTLED = Duration.ofSeconds(10);

    /** Folders whose lock this process holds. POSIX lets go of a lock when the process closes the file, wherever it opened it. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Event<Abandoned> abandoned;
    private final Path root = Path.of(System.getProperty("java.io.tmpdir"));
    private final String name = PREFIX + UUID.randomUUID();
    private @Nullable FileChannel lock;

    TemporaryFolders(Event<Abandoned> abandoned) {
        this.abandoned = abandoned;
    }

    /** The folder of a process that was killed is about to be deleted; its {@link #owner} was of this name. */
    public record Abandoned(String owner) {}

    /**
     * A name for this process that no other ever has. Whatever has this name is found after this process was killed.
     *
     * @throws UncheckedIOException when there is no room for the folder that keeps it
     */
    public String owner() {
        try {
            own();
            return name;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new folder, which whoever asked for it deletes; at the latest it goes with the process. */
    public Path folder(String kind) throws IOException {
        return Files.createTempDirectory(own(), kind + "-");
    }

    /** A new empty file, likewise. */
    public Path file(String kind) throws IOException {
        return Files.createTempFile(own(), kind + "-", "");
    }

    private synchronized Path own() throws IOException {
        Path own = root.resolve(name);
        if (lock != null && !Files.exists(own.resolve(LOCK))) {
            release(own); // machines clean their folder for temporary files now and then
        }
        if (lock == null) {
            Files.createDirectories(own);
            FileChannel channel = FileChannel.open(
                    own.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel.lock();
            OWN.add(own);
            lock = channel;
        }
        return own;
    }

    private void release(Path own) throws IOException {
        FileChannel held = lock;
        if (held != null) {
            held.close();
            OWN.remove(own);
            lock = null;
        }
    }

    void start(@Observes StartupEvent starting) {
        deleteAbandoned();
    }

    /** Deletes what processes have left that were killed. Blocks. */
    public void deleteAbandoned() {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(root, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException e) {
            LOG.debugf("The temporary folders of earlier processes cannot be listed: %s", e.getMessage());
        }
    }

    private void deleteIfAbandoned(Path folder) {
        try {
            Instant made =
                    Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
            if (!OWN.contains(folder) && made.isBefore(Instant.now().minus(SETTLED)) && !isHeld(folder.resolve(LOCK))) {
                String owner = folder.getFileName().toString();
                abandoned.fire(new Abandoned(owner));
                FolderDeletion.delete(folder);
                LOG.infof("Deleted %s, which a process that was killed has left", folder);
            }
        } catch (IOException e) {
            LOG.debugf("%s stays: %s", folder, e.getMessage());
        }
    }

    /** What has no lock, or cannot be asked for it, is not ours to judge. */
    private static boolean isHeld(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    synchronized void close(@Observes ShutdownEvent stopping) {
        try {
            if (lock != null) {
                Path own = root.resolve(name);
                FolderDeletion.delete(own);
                release(own);
            }
        } catch (IOException e) {
            LOG.debugf("%s stays: %s", name, e.getMessage());
        }
    }
}
