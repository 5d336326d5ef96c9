package dev.migrationcontrol.check;

import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.source.tree.SkipRules;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/** Reads the scripts of a folder, within bounds; links are not followed. */
@Singleton
final class ScriptFiles {
    static final int MOST = 5_000;
    static final int LONGEST = 2 << 20;
    private static final long MOST_CHARACTERS = 64L << 20;
    private static final int DEEPEST = 40;

    /** Refuses more or longer ones than are judged. */
    List<ScriptFile> require(List<ScriptFile> files) {
        if (files.size() > MOST) {
            throw new CheckTooLarge(MOST + " scripts");
        }
        for (ScriptFile each : files) {
            if (each == null || each.name() == null || each.name().isBlank() || each.content() == null) {
                throw new InvalidRequest("scripts", "must each have a name and a content");
            }
            if (each.name().length() > 500 || each.name().chars().anyMatch(c -> c < ' ')) {
                throw new InvalidRequest("scripts", "must have names of at most 500 printable characters");
            }
            if (each.content().length() > LONGEST) {
                throw new CheckTooLarge(LONGEST + " characters in a script (" + each.name() + ")");
            }
        }
        return files;
    }

    /** The files of SQL below a folder, and what Flyway configures next to them. */
    List<ScriptFile> below(Path folder) throws IOException {
        List<ScriptFile> files = new ArrayList<>();
        Files.walkFileTree(
                folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), DEEPEST, new Visitor(folder, files));
        return files;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<ScriptFile> files;
        private long characters;

        Visitor(Path root, List<ScriptFile> files) {
            this.root = root;
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = !folder.equals(root) && SkipRules.skips(folder);
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String name = root.relativize(file).toString().replace('\\', '/');
            String lower = name.toLowerCase(Locale.ROOT);
            boolean wanted = lower.endsWith(".sql") || lower.endsWith(".sql.conf");
            if (!attributes.isRegularFile() || !wanted) {
                return FileVisitResult.CONTINUE;
            }
            if (files.size() >= MOST) {
                throw new CheckTooLarge(MOST + " scripts");
            }
            characters += attributes.size();
            if (attributes.size() > LONGEST || characters > MOST_CHARACTERS) {
                throw new CheckTooLarge(LONGEST + " characters in a script, or " + MOST_CHARACTERS + " in all");
            }
            files.add(new ScriptFile(name, new String(Files.readAllBytes(file), StandardCharsets.UTF_8)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
