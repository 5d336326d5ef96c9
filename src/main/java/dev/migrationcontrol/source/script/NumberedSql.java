package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Directories of numbered files of SQL that no known system claims, and those next to them that take the same ones back. */
final class NumberedSql {
    static final Pattern LIKELY =
            Pattern.compile(".*(migrat|schema|sql|database|db|ddl|change|update|upgrade|patch|version).*");

    /** So many files with numbers of releases are a history. */
    private static final int FEWEST_RELEASES = 3;

    private static final Pattern NUMBERED = Pattern.compile("^[vV]?\\d++[^/]*\\.sql$");
    /** One word and a number of several digits, or several numbers. */
    private static final Pattern WORDED = Pattern.compile(
            "(?i)[a-z]{1,12}[_-]?0\\d{1,8}(?:[_-]\\d{1,6})?\\.sql|[a-z]{1,12}(?:[._-]\\d{1,6}){3,6}\\.sql|[a-z]{1,12}[._-]\\d{1,6}(?:_|-?to-?|_to_)\\d{1,6}\\.sql|(?:migrations?|migrate|upgrade|update|patch|schema|delta|change|install)[_.-]?v?\\d{1,14}(?:[-_.]\\d{1,14}){0,4}\\.sql");

    /** What the image of a server runs when it makes its data. */
    private static final Pattern FIRST_START =
            Pattern.compile("(?i)(?:.*/)?(?:docker-entrypoint-)?(?:initdb|init-?db|db-?init|init-?scripts)(?:\\.d)?");

    private static final Pattern BACK =
            Pattern.compile("(?i)(?:.*/)?(?:down(?:grades?|s)?|undos?|rollbacks?|reverts?|backouts?)");

    private static final Pattern CHANGES = Pattern.compile(
            "(?i)(?:[\\w.-]*[_.-])?(?:upgrades?|updates?|migrations?|migrate|patches|deltas?|changes?)");
    /** What a new database is made of is called after it, and not after the step that it is. */
    private static final Pattern PARTS = Pattern.compile(
            "(?i)\\d++[._-](?:[a-z0-9]++[._-]){0,2}?(?:schema|functions?|views?|data|fkeys?|tables?|indexes|triggers?|audit|seed|types?|extensions?|permissions?)(?:[._-].*)?\\.sql");

    private final TreeView view;
    private final Map<String, List<SourceFile>> directories = new LinkedHashMap<>();
    private final Map<String, SourceFile> backs = new HashMap<>();

    NumberedSql(TreeView view) {
        this.view = view;
        ScriptRunners others = new ScriptRunners(view);
        view.freeByDirectory(file -> isNumbered(file) && !ScriptRunners.isDown(file))
                .forEach((directory, files) -> {
                    if (!others.areOfCode(files) && !others.isRest(directory, files)) {
                        directories.put(directory, NamedDialects.forPostgres(files));
                    }
                });
        List.copyOf(directories.keySet()).stream()
                .filter(directory -> BoundedPattern.in(BACK, directory).matches())
                .forEach(this::takeBack);
        directories.entrySet().removeIf(each -> isInstallation(each.getKey(), each.getValue()));
    }

    /** Whether files make a new database in parts, and a directory below has what changes an old one. */
    private boolean isInstallation(String directory, List<SourceFile> files) {
        long parts = files.stream()
                .filter(file -> BoundedPattern.in(PARTS, file.name()).matches())
                .count();
        return parts * 2 >= files.size()
                && directories.entrySet().stream()
                        .anyMatch(other -> SourceFile.parentOf(other.getKey()).equals(directory)
                                && other.getValue().size() >= FEWEST_RELEASES
                                && BoundedPattern.in(
                                                CHANGES,
                                                other.getKey()
                                                        .substring(
                                                                other.getKey().lastIndexOf('/') + 1))
                                        .matches());
    }

    private static boolean isNumbered(SourceFile file) {
        return BoundedPattern.in(NUMBERED, file.name()).matches()
                || BoundedPattern.in(WORDED, file.name()).matches();
    }

    /** Directories with their files, without those that only take back what the files of another one did. */
    Map<String, List<SourceFile>> directories() {
        return directories;
    }

    /** A directory that is called after the way back is one where nearly all of its files have brothers next to it. */
    private void takeBack(String directory) {
        List<SourceFile> downs = directories.getOrDefault(directory, List.of());
        String parent = SourceFile.parentOf(directory);
        Stream.concat(Stream.of(parent), view.tree().files().stream().map(SourceFile::directory))
                .distinct()
                .filter(other -> !other.equals(directory)
                        && (other.equals(parent) || SourceFile.parentOf(other).equals(parent)))
                .map(other -> pairs(downs, other))
                .filter(pairs -> pairs.size() * 5 >= downs.size() * 4)
                .findFirst()
                .ifPresent(pairs -> {
                    backs.putAll(pairs);
                    directories.remove(directory);
                });
    }

    private Map<String, SourceFile> pairs(List<SourceFile> downs, String other) {
        Map<String, SourceFile> ups = new HashMap<>();
        view.tree().in(other).stream()
                .filter(TreeView::isSql)
                .forEach(file -> ups.putIfAbsent(FileNames.required(file.name()), file));
        Map<String, SourceFile> pairs = new HashMap<>();
        for (SourceFile down : downs) {
            Optional<SourceFile> up = view.tree().find(SourceFile.join(other, down.name()));
            SourceFile found = up.orElse(ups.get(FileNames.required(down.name())));
            if (found != null) {
                pairs.put(found.path(), down);
            }
        }
        return pairs;
    }

    /** The migrations of a directory, each with its way back from another directory. */
    List<RecognisedScript> scripts(List<SourceFile> files) {
        List<RecognisedScript> scripts = new ArrayList<>();
        for (SourceFile file : files) {
            RecognisedScript script = PlainSql.read(view, MigrationSystems.named(MigrationSystems.CUSTOM), file);
            SourceFile down = backs.get(file.path());
            scripts.add(
                    down == null
                            ? script
                            : script.doing(
                                    script.up(),
                                    RecognisedScript.Back.of(
                                            down.path(),
                                            ScriptOutline.of(view.text(down).text()))));
        }
        return scripts;
    }

    /**
     * Whether numbered files are migrations, though nothing says so: by their directory, or since they come in pairs. Files
     * that share their numbers, as {@code v1-core} and {@code v1-olap} do, are parts of a schema rather than its steps.
     *
     * @param alone whether nothing reads a directory next to theirs
     */
    boolean isLikely(String directory, List<SourceFile> files, boolean alone) {
        boolean named = directory.isEmpty()
                || !BoundedPattern.in(FIRST_START, directory).matches()
                        && BoundedPattern.in(LIKELY, directory.toLowerCase(Locale.ROOT))
                                .matches();
        long pairs = files.stream()
                .filter(file -> file.name().endsWith(".up.sql")
                        && view.tree().has(file.path().replaceFirst("\\.up\\.sql$", ".down.sql")))
                .count();
        Set<String> numbers = new HashSet<>();
        Set<String> firsts = new HashSet<>();
        for (SourceFile file : files) {
            numbers.add(FileNames.required(file.name()));
            firsts.add(file.name().replaceFirst("^[vV]?0*+(\\d++).*", "$1"));
        }
        boolean stepwise = pairs > 1
                || firsts.size() * 5 >= files.size() * 4
                || (files.size() >= FEWEST_RELEASES || areDated(files)) && numbers.size() * 5 >= files.size() * 4;
        return (files.size() > 1 || !alone)
                && (named || pairs > 1)
                && stepwise
                && FileRole.of(files.get(0)) != FileRole.TEST;
    }

    private static boolean areDated(List<SourceFile> files) {
        return files.stream().allMatch(file -> FileNames.date(file.name()) != null);
    }
}
