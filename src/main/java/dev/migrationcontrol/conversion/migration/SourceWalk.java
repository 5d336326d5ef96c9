package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.source.tree.SkipRules;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;

/** Gathers the regular files of a tree and stops at its limits. */
final class SourceWalk extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String label;
    private final ConversionLimits limits;
    private final Map<String, Path> files;
    private long total;

    SourceWalk(Path root, String label, ConversionLimits limits, Map<String, Path> files) {
        this.root = root;
        this.label = label;
        this.limits = limits;
        this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return !folder.equals(root) && SkipRules.skips(folder)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String path = root.relativize(file).toString().replace('\\', '/');
        if (attributes.isDirectory()) {
            throw new SourceTooLarge(label, "its folders are nested deeper than " + limits.depth());
        }
        if (!attributes.isRegularFile()) {
            return FileVisitResult.CONTINUE;
        }
        total += attributes.size();
        if (attributes.size() > limits.fileSize()) {
            throw new SourceTooLarge(label, path + " is larger than " + limits.fileSize() + " bytes");
        }
        if (total > limits.totalSize()) {
            throw new SourceTooLarge(label, "its files are larger than " + limits.totalSize() + " bytes together");
        }
        files.put(path, file);
        if (files.size() > limits.files()) {
            throw new SourceTooLarge(label, "it holds more than " + limits.files() + " files");
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException cause) {
        return FileVisitResult.CONTINUE;
    }
}
