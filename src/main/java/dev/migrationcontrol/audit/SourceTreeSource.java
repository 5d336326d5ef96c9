package dev.migrationcontrol.audit;

import dev.migrationcontrol.source.tree.SourceArchive;
import dev.migrationcontrol.workspace.FolderDeletion;
import dev.migrationcontrol.workspace.TemporaryFolders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings the tree of an audit to where it can be read. */
@Singleton
final class SourceTreeSource {
    private final SourceTreeRoots roots;
    private final TreeAuditStore store;
    private final TemporaryFolders folders;
    private final TreeAuditConfig config;

    SourceTreeSource(SourceTreeRoots roots, TreeAuditStore store, TemporaryFolders folders, TreeAuditConfig config) {
        this.roots = roots;
        this.store = store;
        this.folders = folders;
        this.config = config;
    }

    /** A tree that can be read until it is closed. */
    record Opened(Path directory, @Nullable Path temporary) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (temporary != null) {
                FolderDeletion.delete(temporary);
            }
        }
    }

    /**
     * @throws dev.migrationcontrol.problem.Refusal when the tree is not there any more, or is refused
     * @throws IOException when it cannot be unpacked here
     */
    Opened open(AcceptedTreeAudit audit) throws IOException {
        if (audit.upload() == null) {
            return new Opened(roots.require(Objects.requireNonNull(audit.directory())), null);
        }
        Path temporary = folders.folder("tree-audit");
        try {
            Path archive = temporary.resolve("archive");
            if (!store.loadUpload(audit.upload(), archive)) {
                throw new UnknownSourceTree(audit.upload(), true);
            }
            Path tree = Files.createDirectory(temporary.resolve("tree"));
            SourceArchive.unpack(archive, Objects.requireNonNull(audit.kind()), tree, config.limits());
            return new Opened(tree, temporary);
        } catch (IOException | RuntimeException e) {
            FolderDeletion.delete(temporary);
            throw e;
        }
    }
}
