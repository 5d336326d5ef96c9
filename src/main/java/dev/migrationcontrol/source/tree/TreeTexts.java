package dev.migrationcontrol.source.tree;

import dev.migrationcontrol.text.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads single files of a tree again, as carefully as the audit did. */
public final class TreeTexts {
    private final Path root;
    private final int most;

    /**
     * @param limits of which the bytes of each file count
     * @throws IOException when the tree is not there any more
     */
    public TreeTexts(Path tree, SourceLimits limits) throws IOException {
        root = tree.toRealPath();
        most = limits.readBytes();
    }

    /** The text of a file; empty when it is none, is not there any more, or is not to be read. */
    public Optional<String> read(String file) {
        return SourceTree.read(root, file, most)
                .flatMap(bytes -> SourceText.of(bytes, bytes.length == most))
                .map(SourceText::text);
    }
}
