package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.CallerGone;
import dev.migrationcontrol.source.tree.SourceArchive;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Receives archives, and refuses those that could not be unpacked safely. */
@Singleton
public final class TreeUploads {
    private final TemporaryFolders folders;
    private final TreeAuditConfig config;
    private final UploadIntake intake;

    TreeUploads(TemporaryFolders folders, TreeAuditConfig config, UploadIntake intake) {
        this.folders = folders;
        this.config = config;
        this.intake = intake;
    }

    /** An archive in a temporary file, until it is closed. */
    public record Received(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /**
     * @throws CallerGone when the body breaks off
     * @throws UploadTooLarge when the body is larger than allowed
     * @throws dev.migrationcontrol.source.tree.TreeRefused when the archive is refused
     */
    public Received receive(InputStream body, SourceArchive.Kind kind) throws IOException {
        Path file = folders.file("tree-upload");
        try {
            copy(body, file, intake.largest());
            SourceArchive.check(file, kind, config.limits());
            return new Received(file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /**
     * Unpacks an archive that was received.
     *
     * @throws dev.migrationcontrol.source.tree.TreeRefused when it is refused
     */
    public void unpack(Received archive, SourceArchive.Kind kind, Path into) throws IOException {
        SourceArchive.unpack(archive.file(), kind, into, config.limits());
    }

    private static void copy(InputStream body, Path file, long limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            int read = read(body, buffer);
            while (read >= 0) {
                bytes += read;
                if (bytes > limit) {
                    throw new UploadTooLarge(limit);
                }
                out.write(buffer, 0, read);
                read = read(body, buffer);
            }
        }
    }

    private static int read(InputStream body, byte[] buffer) {
        try {
            return body.read(buffer);
        } catch (IOException e) {
            throw new CallerGone(String.valueOf(e.getMessage()));
        }
    }
}
