package dev.migrationcontrol.script;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.api.Location;
import org.jspecify.annotations.Nullable;

/**
 * Walks over one location as Flyway 13.12 does: into links, not into hidden folders, and only to what a wildcard matches.
 * Flyway itself follows a link that leads back for forty rounds, and passes over what it cannot read without a word.
 */
final class ScriptWalk extends SimpleFileVisitor<Path> {
    /** Files and folders of one location. */
    static final int MOST = 100_000;

    private static final String FILESYSTEM = "filesystem:";

    private final Location location;
    private final Path root;
    private final List<ScriptFile> files = new ArrayList<>();
    private final List<ScriptListing.Odd> odd = new ArrayList<>();
    private long stamp;
    private int visited;

    private ScriptWalk(Location location) {
        this.location = location;
        this.root = rootOf(location);
    }

    /** Whether files are looked for in a folder, rather than on the classpath. */
    static boolean isFolder(Location location) {
        return location.getPrefix().equals(FILESYSTEM);
    }

    /** The folder that is walked over: that of a wildcard is the one above it. */
    static Path rootOf(Location location) {
        return new File(location.getRootPath()).toPath();
    }

    /**
     * What is below all of the locations that are folders.
     *
     * @throws UncheckedIOException when one of them cannot be read whole
     */
    static ScriptListing over(List<Location> locations) {
        List<ScriptFile> files = new ArrayList<>();
        List<ScriptListing.Odd> odd = new ArrayList<>();
        long stamp = 17;
        for (Location location : locations) {
            ScriptWalk walk = new ScriptWalk(location);
            try {
                Files.walkFileTree(walk.root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, walk);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            files.addAll(walk.files);
            odd.addAll(walk.odd);
            stamp = 31 * stamp + walk.stamp;
        }
        files.sort(Comparator.comparing(ScriptFile::name));
        return new ScriptListing(files, odd, stamp);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
        count();
        return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.equals(root)) {
            throw new NotDirectoryException(location.getRootPath());
        }
        count();
        mark(file, attributes);
        if (!isWanted(file)) {
            return FileVisitResult.CONTINUE;
        }
        ScriptFile found = ScriptFile.of(location, file, attributes.size());
        if (attributes.isSymbolicLink()) {
            odd.add(new ScriptListing.Odd(found, "is a link to a file that does not exist"));
        } else if (!attributes.isRegularFile()) {
            odd.add(new ScriptListing.Odd(found, "is not a regular file"));
        } else if (isMangled(file)) {
            odd.add(new ScriptListing.Odd(
                    found,
                    "has a name that is not UTF-8, or the service runs without a UTF-8 locale such as LC_ALL=C.UTF-8"));
        } else {
            files.add(found);
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (file.equals(root)) {
            throw failure;
        }
        count();
        stamp += file.hashCode();
        if (isWanted(file.resolve("file")) || isWanted(file)) {
            odd.add(new ScriptListing.Odd(ScriptFile.of(location, file, 0), why(failure)));
        }
        return FileVisitResult.CONTINUE;
    }

    /** A folder that vanishes or fails while it is read was read only in part. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
        if (failure != null) {
            throw failure;
        }
        return FileVisitResult.CONTINUE;
    }

    private static String why(IOException failure) {
        if (failure instanceof FileSystemLoopException) {
            return "is a link to a folder above it, and is not followed";
        }
        return failure instanceof AccessDeniedException
                ? "may not be read by the user that this service runs as"
                : "cannot be read";
    }

    private void count() throws IOException {
        if (++visited > MOST) {
            throw new IOException("there are more than " + MOST + " files and folders below the location");
        }
    }

    /** Independent of the order. A folder that was replaced has other file keys, whatever its files are called. */
    private void mark(Path file, BasicFileAttributes attributes) {
        long own = 31L * file.hashCode() + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
        Object key = attributes.fileKey();
        own = 31 * own + (key == null ? 0 : key.hashCode());
        stamp += (31 * own + attributes.size()) * 0x9E3779B97F4A7C15L;
    }

    private boolean isWanted(Path file) {
        return location.getPathRegex() == null
                || location.getPathRegex().matcher(file.toString()).matches();
    }

    private static boolean isHidden(Path folder) {
        return String.valueOf(folder.getFileName()).startsWith(".");
    }

    /** Java cannot find such a file again by its name, nor can Flyway. */
    private static boolean isMangled(Path file) {
        return file.toString().indexOf('\uFFFD') >= 0 && !Files.exists(Path.of(file.toString()));
    }
}
