package dev.migrationcontrol.conversion;

import dev.migrationcontrol.workspace.FolderDeletion;
import dev.migrationcontrol.workspace.TemporaryFolders;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An environment of our own for the revisions of an Alembic project; its folder goes when it is closed. */
public final class AlembicAlone implements AutoCloseable {
    /** How a line begins that says why a revision is printed only up to there. */
    static final String CUT = "-- not printed to its end: ";

    private final Path folder;

    private AlembicAlone(Path folder) {
        this.folder = folder;
    }

    static AlembicAlone of(TemporaryFolders folders, Path versions) {
        try (InputStream environment = AlembicAlone.class.getResourceAsStream("alembic/env.py")) {
            Path folder = folders.folder("alembic-alone");
            Files.write(
                    folder.resolve("env.py"),
                    Objects.requireNonNull(environment).readAllBytes());
            Files.writeString(
                    folder.resolve("alembic.ini"),
                    "[alembic]\nscript_location = " + escaped(folder) + "\nversion_locations = " + escaped(versions)
                            + "\nversion_path_separator = os\n");
            return new AlembicAlone(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A percent sign begins a variable there. */
    private static String escaped(Path path) {
        return path.toAbsolutePath().normalize().toString().replace("%", "%%");
    }

    Path settings() {
        return folder.resolve("alembic.ini");
    }

    /** Why a script was printed only in part; empty when it was printed whole. */
    public static Optional<String> cut(@Nullable String sql) {
        return sql == null
                ? Optional.empty()
                : sql.lines()
                        .filter(each -> each.startsWith(CUT))
                        .findFirst()
                        .map(each -> each.substring(CUT.length()));
    }

    @Override
    public void close() {
        try {
            FolderDeletion.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
