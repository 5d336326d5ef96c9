package dev.migrationcontrol.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The files below the {@code filesystem:} locations: a cheap stamp that changes with them, and a digest of their texts. */
final class ScriptFiles {
    private static final String PREFIX = "filesystem:";

    private final List<Path> roots;

    ScriptFiles(List<String> locations) {
        this.roots = locations.stream()
                .filter(location -> location.toLowerCase(Locale.ROOT).startsWith(PREFIX))
                .map(location -> Path.of(location.substring(PREFIX.length())))
                .toList();
    }

    /** Folders that are not there, absolute. */
    List<String> missing() {
        return roots.stream()
                .filter(root -> !Files.isDirectory(root))
                .map(root -> root.toAbsolutePath().normalize().toString())
                .toList();
    }

    /** Changes when a file is added, removed or written. */
    long stamp() {
        long stamp = 17;
        for (Path root : roots) {
            stamp = 31 * stamp + stamp(root);
        }
        return stamp;
    }

    /** Independent of the order; the walk brings the attributes along, so a file costs one call. */
    private static long stamp(Path root) {
        AtomicLong stamp = new AtomicLong();
        try {
            Files.walkFileTree(
                    root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            long own = 31L * file.hashCode()
                                    + attributes.lastModifiedTime().toMillis();
                            stamp.addAndGet((31 * own + attributes.size()) * 0x9E3779B97F4A7C15L);
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            stamp.addAndGet(file.hashCode());
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return stamp.get();
    }

    /** Every file. */
    List<Path> all() {
        return roots.stream().flatMap(root -> walk(root).stream()).toList();
    }

    /** A text with the paths in it relative to their folder. */
    String shorten(String text) {
        String shorter = text;
        for (Path root : roots) {
            shorter = shorter.replace(root.toAbsolutePath() + "/", "").replace(root + "/", "");
        }
        return shorter;
    }

    /** SHA-256 over the names, relative to their roots, and contents of all files. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path root : roots) {
                for (Path file : walk(root)) {
                    digest.update(root.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                    digest.update(Files.readAllBytes(file));
                    digest.update((byte) 0);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> walk(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(
                            path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isRegularFile(path))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
