package dev.migrationcontrol.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
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
        for (Path file : files()) {
            stamp = 31 * stamp + file.hashCode();
            try {
                stamp = 31 * stamp + Files.getLastModifiedTime(file).toMillis();
                stamp = 31 * stamp + Files.size(file);
            } catch (IOException e) {
                stamp = 31 * stamp + 1;
            }
        }
        return stamp;
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

    private List<Path> files() {
        return roots.stream().flatMap(root -> walk(root).stream()).toList();
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
