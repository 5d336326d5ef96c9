package dev.migrationcontrol.script;

import dev.migrationcontrol.environment.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The folders of an environment's scripts, read as they are at one moment: what changes meanwhile is read again. */
final class ScriptFolders {
    private static final int MOST_TRIES = 4;

    private final Environment environment;
    private final FluentConfiguration configuration;
    private final List<Location> folders;
    private final ScriptPaths paths;

    /** @throws ScriptsUnreadable when a location is none */
    ScriptFolders(Environment environment) {
        this.environment = environment;
        try {
            this.configuration = FlywaySettings.of(environment);
            this.paths = ScriptPaths.of(configuration);
            this.folders = Arrays.stream(configuration.getLocations())
                    .filter(ScriptWalk::isFolder)
                    .toList();
        } catch (FlywayException | IllegalArgumentException e) {
            throw new ScriptsUnreadable(environment.name(), "a location cannot be used: " + e.getMessage());
        }
    }

    /** Where the scripts are, but for those on the classpath. */
    List<Location> locations() {
        return folders;
    }

    /**
     * A number that changes with the files.
     *
     * @param walk one over the {@link #locations}; fails with an {@link UncheckedIOException} when it could not be done
     * @throws ScriptsUnreadable when a folder cannot be read
     */
    long stamp(Supplier<ScriptListing> walk) {
        return list(walk).stamp();
    }

    /**
     * All scripts for a run that begins at this time, none of them changed since the first was read.
     *
     * @throws ScriptsUnreadable when a folder is missing, a script cannot be read or Flyway refuses the set
     */
    ResolvedScripts read(Instant runTime) {
        ScriptListing before = list();
        for (int attempt = 1; ; attempt++) {
            try {
                ResolvedScripts scripts = ScriptReader.read(environment, configuration, before, runTime);
                ScriptListing after = list();
                if (after.stamp() == before.stamp()) {
                    return scripts;
                }
                before = requireTime(after, attempt);
            } catch (FlywayException | IllegalArgumentException | IOException | UncheckedIOException e) {
                ScriptListing after = list();
                if (after.stamp() == before.stamp()) {
                    throw e instanceof FlywayException || e instanceof IllegalArgumentException
                            ? refused((RuntimeException) e, before)
                            : unreadable(e);
                }
                before = requireTime(after, attempt);
            }
        }
    }

    private ScriptListing requireTime(ScriptListing after, int attempt) {
        if (attempt == MOST_TRIES) {
            throw new ScriptsUnreadable(
                    environment.name(), "the files change while they are read. Ask again when they no longer change.");
        }
        return after;
    }

    private ScriptListing list() {
        return list(() -> ScriptWalk.over(folders));
    }

    private ScriptListing list(Supplier<ScriptListing> walk) {
        requireFolders();
        try {
            ScriptListing listing = walk.get();
            requireSizes(listing);
            return listing;
        } catch (UncheckedIOException e) {
            requireFolders();
            throw unreadable(e);
        }
    }

    /** Before anything of a file is read. */
    private void requireSizes(ScriptListing listing) {
        long most = ScriptSize.most();
        List<String> larger = listing.files().stream()
                .filter(file -> file.size() > most && file.isText())
                .map(file -> file.name() + " (" + ScriptSize.megabytes(file.size()) + ")")
                .sorted()
                .toList();
        if (!larger.isEmpty()) {
            throw new ScriptsUnreadable(
                    environment.name(),
                    "a script may have " + ScriptSize.megabytes(most) + " here, and these have more: "
                            + String.join(", ", larger) + ". Split them, or raise " + ScriptSize.SETTING
                            + " together with the memory of the service.");
        }
    }

    private void requireFolders() {
        List<String> missing = folders.stream()
                .filter(folder -> !Files.isDirectory(ScriptWalk.rootOf(folder)))
                .map(Location::getRootPath)
                .toList();
        if (!missing.isEmpty()) {
            throw new ScriptsUnreadable(
                    environment.name(),
                    "there is no folder " + String.join(", ", missing) + ". Create it, or set the locations of the"
                            + " environment to where the scripts are.");
        }
    }

    private ScriptsUnreadable refused(RuntimeException e, ScriptListing listing) {
        List<Path> files = listing.files().stream().map(ScriptFile::path).toList();
        return new ScriptsUnreadable(
                environment.name(), new ScriptSetProblem(files, paths::shorten, configuration).of(e));
    }

    private ScriptsUnreadable unreadable(Exception e) {
        Throwable cause = e instanceof UncheckedIOException ? Objects.requireNonNullElse(e.getCause(), e) : e;
        if (cause instanceof FileSystemException file && file.getFile() != null) {
            return new ScriptsUnreadable(
                    environment.name(), ScriptPaths.printable(paths.shorten(file.getFile())) + " " + why(file) + ".");
        }
        return new ScriptsUnreadable(environment.name(), paths.shorten(String.valueOf(cause.getMessage())));
    }

    private static String why(FileSystemException failure) {
        if (failure instanceof AccessDeniedException) {
            return "may not be read by the user that this service runs as";
        }
        return failure instanceof NoSuchFileException ? "is not there any more" : "cannot be read";
    }
}
