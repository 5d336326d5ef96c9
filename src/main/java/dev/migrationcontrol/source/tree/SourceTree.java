package dev.migrationcontrol.source.tree;

import dev.migrationcontrol.text.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The files of a directory that are worth reading. Links are neither followed nor read. */
public final class SourceTree {
    private final Path root;
    private final SourceLimits limits;
    private final Map<String, SourceFile> files = new TreeMap<>();
    private final Map<String, List<SourceFile>> directories = new TreeMap<>();
    private final Set<String> ancestors = new HashSet<>();
    private final Skipped skipped;

    /** How many things were left unread, by why. */
    public record Skipped(int directories, int links, int files, int unreadable) {}

    private SourceTree(Path root, SourceLimits limits, List<SourceFile> found, Skipped skipped) {
        this.root = root;
        this.limits = limits;
        this.skipped = skipped;
        found.forEach(file -> {
            files.put(file.path(), file);
            directories
                    .computeIfAbsent(file.directory(), first -> new ArrayList<>())
                    .add(file);
        });
        directories.keySet().forEach(directory -> {
            String at = directory;
            while (!at.isEmpty() && ancestors.add(at)) {
                at = SourceFile.parentOf(at);
            }
        });
        directories.values().forEach(list -> list.sort(Comparator.comparing(SourceFile::path)));
    }

    /**
     * Lists a directory.
     *
     * @throws TreeRefused when there is more of it than the limits allow
     * @throws IOException when the directory itself cannot be read
     */
    public static SourceTree open(Path root, SourceLimits limits, ReadingDeadline deadline) throws IOException {
        Path real = root.toRealPath();
        Walk walk = new Walk(real, limits, deadline);
        Files.walkFileTree(real, walk);
        return new SourceTree(
                real, limits, walk.found, new Skipped(walk.directories, walk.links, walk.files, walk.unreadable));
    }

    public List<SourceFile> files() {
        return List.copyOf(files.values());
    }

    public Skipped skipped() {
        return skipped;
    }

    /** Directories that hold files, with their files in order of their names. */
    Map<String, List<SourceFile>> directories() {
        return directories;
    }

    public List<SourceFile> in(String directory) {
        return directories.getOrDefault(directory, List.of());
    }

    /** Whether a directory holds files that are read, or has one below it that does. */
    public boolean isDirectory(String path) {
        return ancestors.contains(path);
    }

    /** The only directory with files whose path ends so; empty where there is none, or several. */
    public Optional<String> onlyDirectory(String end) {
        List<String> ending = ancestors.stream()
                .filter(each -> each.endsWith("/" + end))
                .limit(2)
                .toList();
        return ending.size() == 1 ? Optional.of(ending.get(0)) : Optional.empty();
    }

    public Optional<SourceFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    public boolean has(String path) {
        return files.containsKey(path);
    }

    /** The nearest file of one of these names in the directory or one above it. */
    public Optional<SourceFile> nearest(String directory, String... names) {
        String at = directory;
        while (true) {
            for (String name : names) {
                SourceFile file = files.get(SourceFile.join(at, name));
                if (file != null) {
                    return Optional.of(file);
                }
            }
            if (at.isEmpty()) {
                return Optional.empty();
            }
            at = SourceFile.parentOf(at);
        }
    }

    /** The text of a file; empty when it is no text or cannot be read. */
    public Optional<SourceText> read(SourceFile file) {
        return read(root, file.path(), limits.readBytes())
                .flatMap(bytes -> SourceText.of(bytes, file.size() > bytes.length));
    }

    /** The first bytes of a file below a real path; empty when it cannot be read, or a link has taken its place. */
    public static Optional<byte[]> read(Path root, String file, int most) {
        Path path = root.resolve(file);
        try {
            // A directory that became a link since the walk must not lead outside.
            Path parent = path.getParent();
            if (parent == null || !parent.toRealPath().startsWith(root)) {
                return Optional.empty();
            }
            try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(stream.readNBytes(most));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final SourceLimits limits;
        private final ReadingDeadline deadline;
        private final List<SourceFile> found = new ArrayList<>();
        private int seen;
        private int directories;
        private int links;
        private int files;
        private int unreadable;

        Walk(Path root, SourceLimits limits, ReadingDeadline deadline) {
            this.root = root;
            this.limits = limits;
            this.deadline = deadline;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.equals(root)) {
                return FileVisitResult.CONTINUE;
            }
            count(directory);
            if (SkipRules.skips(directory)) {
                directories++;
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (root.relativize(directory).getNameCount() > limits.depth()) {
                throw new TreeRefused(
                        TreeRefused.Reason.TOO_DEEP,
                        "The tree has directories more than " + limits.depth() + " deep. Audit a part of it.");
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            count(path);
            if (!attributes.isRegularFile()) {
                links++;
                return FileVisitResult.CONTINUE;
            }
            SourceFile file = new SourceFile(
                    root.relativize(path)
                            .toString()
                            .replace(path.getFileSystem().getSeparator(), "/"),
                    attributes.size());
            if (SkipRules.skipsFile(file)) {
                files++;
            } else {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException why) throws IOException {
            if (path.equals(root)) {
                throw why;
            }
            unreadable++;
            return FileVisitResult.CONTINUE;
        }

        private void count(Path path) {
            deadline.check();
            if (++seen > limits.files()) {
                throw new TreeRefused(
                        TreeRefused.Reason.TOO_MANY_FILES,
                        "The tree has more than " + limits.files() + " files. Audit a part of it, or raise"
                                + " migration-control.audits.max-files.");
            }
        }
    }
}
