package dev.migrationcontrol.script;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All scripts of an environment at one moment.
 *
 * @param migrations versioned and repeatable ones in Flyway's order
 * @param undos {@code U} scripts by version
 * @param baselines {@code B} scripts by version
 * @param stockOnly what only stock Flyway can run: names of callbacks and of Java or shell migrations
 * @param ignored files that look like migrations and are none, the first of them by name
 * @param digest SHA-256 over the names and texts of all of them, with their {@code .conf} files
 */
public record Scripts(
        List<Script> migrations,
        List<Script> undos,
        List<Script> baselines,
        List<String> stockOnly,
        List<IgnoredFile> ignored,
        String digest) {
    /** Of an environment whose scripts are not there, or cannot be read. */
    public static final Scripts NONE = new Scripts(List.of(), List.of(), List.of(), List.of(), List.of(), "");

    public Scripts {
        migrations = List.copyOf(migrations);
        undos = List.copyOf(undos);
        baselines = List.copyOf(baselines);
        stockOnly = List.copyOf(stockOnly);
        ignored = List.copyOf(ignored);
    }

    /** The undo script of a version, where there is one. */
    public Optional<Script> findUndo(Version version) {
        return undos.stream().filter(undo -> version.equals(undo.version())).findFirst();
    }

    /** The newest version of any script, where there is one. */
    public Optional<Version> latestVersion() {
        return Stream.of(migrations, baselines)
                .flatMap(List::stream)
                .map(Script::version)
                .flatMap(Stream::ofNullable)
                .max(Version::compareTo);
    }

    /** Every script by its kind. */
    public List<Script> of(Script.Kind kind) {
        return all().filter(script -> script.kind() == kind).collect(Collectors.toList());
    }

    private Stream<Script> all() {
        return Stream.of(migrations, undos, baselines)
                .flatMap(Function.<List<Script>>identity().andThen(List::stream));
    }
}
