package dev.migrationcontrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies the data of a server that is stopped; the owner alone may enter the copy, as PostgreSQL wants it. */
public final class FolderCopy {
    private FolderCopy() {}

    public static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(from)) {
            all = paths.toList();
        }
        for (Path path : all) {
            Path target = to.resolve(from.relativize(path).toString());
            Files.copy(path, target);
            Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(path));
        }
    }
}
