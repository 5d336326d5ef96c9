package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.ReadingDeadline;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceLimits;
import dev.migrationcontrol.source.tree.SourceTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files of a tree that a patch may change: text in UTF-8 of a moderate size, which git does not ignore. */
final class TreeFiles {
    private static final int MOST_BYTES = 256 << 10;

    private final Path root;
    private final SourceTree tree;
    private final ReadingDeadline deadline;
    private final IgnoredFiles ignored;
    private final Map<String, Optional<TreeFile>> read = new HashMap<>();
    private final Set<String> words;
    private final Map<String, List<SourceFile>> holding = new LinkedHashMap<>();

    /**
     * Opens a tree.
     *
     * @param words by which files are going to be looked for
     * @throws IOException when the tree is not there any more
     */
    TreeFiles(Path directory, SourceLimits limits, Set<String> words) throws IOException {
        root = directory.toRealPath();
        this.words = Set.copyOf(words);
        deadline = new ReadingDeadline(limits.time());
        tree = SourceTree.open(root, limits, deadline);
        ignored = new IgnoredFiles();
        tree.files().stream()
                .filter(file -> file.name().equals(".gitignore"))
                .forEach(file -> text(file.path()).ifPresent(text -> ignored.add(file.directory(), text)));
    }

    /** The files in which a word is; all of them are read once, for all words. */
    List<SourceFile> holding(String word) {
        if (holding.isEmpty()) {
            words.forEach(each -> holding.put(each, new ArrayList<>()));
            for (SourceFile file : all()) {
                String text = text(file.path()).orElse("");
                holding.forEach((each, files) -> {
                    if (text.contains(each)) {
                        files.add(file);
                    }
                });
            }
        }
        return holding.getOrDefault(word, List.of());
    }

    List<SourceFile> all() {
        return tree.files();
    }

    /** Whether anything of the name is there, also what an audit leaves unread. */
    boolean exists(String path) {
        return Files.exists(root.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }

    boolean isIgnored(String path) {
        return ignored.ignores(path);
    }

    /** A file that a patch may change; empty for all others. */
    Optional<TreeFile> find(String path) {
        return read.computeIfAbsent(path, this::read);
    }

    /** The text of a file, to search it, also where a patch may not change it. */
    Optional<String> text(String path) {
        deadline.check();
        return SourceTree.read(root, path, MOST_BYTES + 1)
                .filter(TreeFiles::isText)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private Optional<TreeFile> read(String path) {
        deadline.check();
        if (!tree.has(path) || isIgnored(path)) {
            return Optional.empty();
        }
        return SourceTree.read(root, path, MOST_BYTES + 1)
                .filter(bytes -> bytes.length <= MOST_BYTES && isText(bytes))
                .flatMap(TreeFiles::decode)
                .map(text -> new TreeFile(path, TextLines.of(text), Files.isExecutable(root.resolve(path))));
    }

    private static boolean isText(byte[] bytes) {
        for (byte each : bytes) {
            if (each == 0) {
                return false;
            }
        }
        return true;
    }

    /** Only what can be written again byte by byte. */
    private static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
