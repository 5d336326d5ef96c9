package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.tool.ConversionConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The folders below which sources may be; what leads out of them, by dots or by links, is not found. */
@ApplicationScoped
class SourceRoots {
    private final List<Path> roots;

    SourceRoots(ConversionConfig config) {
        this.roots = config.roots().orElse(List.of());
    }

    /**
     * The folder of a source.
     *
     * @throws SourcesNotConfigured when there is no root
     * @throws UnknownSource when there is no such folder below one
     */
    Path require(String directory) {
        if (roots.isEmpty()) {
            throw new SourcesNotConfigured();
        }
        return roots.stream()
                .flatMap(root -> below(root, directory).stream())
                .findFirst()
                .orElseThrow(() -> new UnknownSource(directory));
    }

    /** The root that a folder was found below. */
    Path rootOf(Path folder) {
        return roots.stream()
                .map(SourceRoots::real)
                .filter(folder::startsWith)
                .findFirst()
                .orElse(folder);
    }

    private static Path real(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException e) {
            return root;
        }
    }

    private static Optional<Path> below(Path root, String directory) {
        try {
            Path real = root.toRealPath();
            Path folder = real.resolve(directory).toRealPath();
            return folder.startsWith(real) && Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
        } catch (IOException | InvalidPathException e) {
            return Optional.empty();
        }
    }
}
