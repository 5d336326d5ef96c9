package dev.migrationcontrol.audit;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The directories below which trees may be audited. */
@Singleton
public final class SourceTreeRoots {
    private final List<Path> roots;

    SourceTreeRoots(TreeAuditConfig config) {
        this.roots = config.roots().orElse(List.of()).stream().map(Path::of).toList();
    }

    /**
     * The directory of that path below a root.
     *
     * @throws UnknownSourceTree when there is none, or it lies outside
     */
    public Path require(String directory) {
        return roots.stream()
                .map(root -> find(root, directory))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new UnknownSourceTree(directory, !roots.isEmpty()));
    }

    /** An absolute path may begin with the root as it is configured. */
    private static Path below(Path root, Path real, Path directory) {
        Path configured = root.toAbsolutePath().normalize();
        return directory.isAbsolute() && directory.startsWith(configured)
                ? real.resolve(configured.relativize(directory))
                : real.resolve(directory);
    }

    private static Optional<Path> find(Path root, String directory) {
        try {
            Path relative = Path.of(directory);
            boolean plain = !directory.contains("\\") && !directory.contains(":");
            for (Path part : relative) {
                plain &= !part.toString().equals("..");
            }
            Path real = root.toRealPath();
            Path found = below(root, real, relative).normalize();
            // A link anywhere in the path would show as another real path.
            boolean inside =
                    plain && found.startsWith(real) && found.toRealPath().equals(found) && Files.isDirectory(found);
            return inside ? Optional.of(found) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
