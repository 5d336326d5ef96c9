package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.SourceArchive;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Receives archives, and refuses those that could not be unpacked safely. */
@Singleton
final class TreeUploads {
    private final TemporaryFolders folders;
    private final TreeAuditConfig config;

    TreeUploads(TemporaryFolders folders, TreeAuditConfig config) {
        this.folders = folders;
        this.config = config;
    }

    /** An archive in a temporary file, until it is closed. */
    record Received(Path file) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            Files.deleteIfExists(file);
        }
    }

    /**
     * @throws UploadTooLarge when the body is larger than allowed
     * @throws dev.migrationcontrol.source.TreeRefused when the archive is refused
     */
    Received receive(InputStream body, SourceArchive.Kind kind) throws IOException {
        Path file = folders.file("tree-upload");
        try {
            copy(body, file, config.maxUpload().asLongValue());
            SourceArchive.check(file, kind, config.limits());
            return new Received(file);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    private static void copy(InputStream body, Path file, long limit) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            int read = body.read(buffer);
            while (read >= 0) {
                bytes += read;
                if (bytes > limit) {
                    throw new UploadTooLarge(limit);
                }
                out.write(buffer, 0, read);
                read = body.read(buffer);
            }
        }
    }
}
