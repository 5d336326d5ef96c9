package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.source.tree.SourceTree;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Histories with a folder for each migration, version or release: all folders of one place are one history, whatever their
 * files are called, and those for other databases next to them are left out.
 */
final class VersionFolders {
    private static final Pattern VERSION = Pattern.compile(
            "(?i)(?:v|r|ver|version|rel|release|sprint|upgrade|update|patch|migration|delta|to|m)?[-_. ]?\\d++(?:[._-]\\d++)*+(?:[.]x)?(?:[._ -]?[a-z][\\w. -]*)?");
    private static final Pattern DIALECT_FOLDER = Pattern.compile(
            "(?i)postgres(?:ql)?|pgsql|pg|psql|mysql|mariadb|sqlite3?|oracle|mssql|sqlserver|db2|h2|hsqldb|sybase|cockroach(?:db)?|common|shared|all|base|up|sql|schema|ddl|dml|data");
    private static final Pattern POSTGRES =
            Pattern.compile("(?i)(?:^|[/_.-])(?:postgres(?:ql)?|pgsql|pg|psql)(?:[/_.-]|$)");
    private static final Pattern OTHERS = Pattern.compile(
            "(?i)(?:^|[/_.-])(mysql|mariadb|sqlite3?|oracle|mssql|sqlserver|db2|h2|hsqldb|sybase|cockroach(?:db)?|firebird|interbase|derby|clickhouse|sqlanywhere)(?:[/_.-]|$)");
    private static final Pattern DOWN =
            Pattern.compile("(?i)(?:.*[._-])?(?:down|rollback|undo|revert|downgrade)(?:[._-].*)?\\.sql");
    private static final Pattern SQL = Pattern.compile(
            "(?i).*\\.(?:sql(?:\\.\\w+)?|p?sql|ddl|pg|pgsql|postgres(?:ql)?|mysql|mariadb|sqlite3?|oracle|mssql|sybase)");
    private static final Pattern CODE = Pattern.compile("(?i)\\d.*\\.(?:py|rb|php|pl|go|java|kt|exs?|[cm]?[jt]s)");
    private static final Pattern NUMBER = Pattern.compile("[vV]?\\d{1,6}");
    private static final int FEWEST = 2;
    private static final int DEEPEST = 3;

    private final Map<String, Map<String, List<SourceFile>>> byHome = new TreeMap<>();

    private VersionFolders() {}

    /** What is in the folders of one place. */
    record History(String home, List<SourceFile> files, List<Finding> findings) {}

    static List<History> in(TreeView view) {
        VersionFolders all = new VersionFolders();
        view.tree().files().stream()
                .filter(file -> view.isFree(file) && (isSql(file) || isCode(file)))
                .forEach(all::add);
        List<History> found = new ArrayList<>();
        all.byHome.forEach((home, folders) -> {
            long scripted = folders.values().stream()
                    .filter(files -> files.stream().anyMatch(VersionFolders::isSql))
                    .count();
            if (scripted >= FEWEST) {
                found.add(all.history(home, folders));
            }
        });
        return found;
    }

    private void add(SourceFile file) {
        String folder = file.directory();
        for (int up = 0; up < DEEPEST && !folder.isEmpty(); up++) {
            String name = folder.substring(folder.lastIndexOf('/') + 1);
            if (isVersion(name)) {
                byHome.computeIfAbsent(SourceFile.parentOf(folder), first -> new LinkedHashMap<>())
                        .computeIfAbsent(name, first -> new ArrayList<>())
                        .add(file);
                return;
            }
            if (!BoundedPattern.in(DIALECT_FOLDER, name).matches()) {
                return;
            }
            folder = SourceFile.parentOf(folder);
        }
    }

    private static boolean isSql(SourceFile file) {
        return BoundedPattern.in(SQL, file.name()).matches();
    }

    /** Code among the SQL files of a history is part of it. */
    private static boolean isCode(SourceFile file) {
        return BoundedPattern.in(CODE, file.name()).matches();
    }

    static boolean isVersion(String folder) {
        return folder.length() < 120 && BoundedPattern.in(VERSION, folder).matches();
    }

    /** Whether a directory is called by a number, as at least two others next to it are. */
    static boolean isOneOfMany(SourceTree tree, String directory) {
        String name = directory.substring(directory.lastIndexOf('/') + 1);
        String home = SourceFile.parentOf(directory);
        return NUMBER.matcher(name).matches()
                && !home.isEmpty()
                && tree.files().stream()
                                .filter(file -> file.name().endsWith(".up.sql")
                                        && SourceFile.parentOf(file.directory()).equals(home)
                                        && NUMBER.matcher(file.directory().substring(home.length() + 1))
                                                .matches())
                                .map(SourceFile::directory)
                                .distinct()
                                .limit(FEWEST + 1L)
                                .count()
                        > FEWEST;
    }

    private History history(String home, Map<String, List<SourceFile>> folders) {
        List<SourceFile> kept = new ArrayList<>();
        Set<String> left = new TreeSet<>();
        boolean postgres = folders.values().stream()
                .flatMap(List::stream)
                .anyMatch(file -> BoundedPattern.in(POSTGRES, below(home, file)).find());
        for (List<SourceFile> files : folders.values()) {
            for (SourceFile file : files) {
                var other = BoundedPattern.in(OTHERS, below(home, file));
                if (BoundedPattern.in(POSTGRES, below(home, file)).find() || !other.find()) {
                    kept.add(file);
                } else {
                    left.add(String.valueOf(other.group(1)).toLowerCase(Locale.ROOT));
                }
            }
        }
        boolean all = !postgres && kept.isEmpty();
        List<SourceFile> used =
                all ? folders.values().stream().flatMap(List::stream).toList() : kept;
        return new History(
                home,
                used.stream()
                        .filter(file -> !BoundedPattern.in(DOWN, file.name()).matches())
                        .toList(),
                left.isEmpty() || all
                        ? List.of()
                        : List.of(
                                Finding.info(
                                        "dialect-variants",
                                        home,
                                        0,
                                        "Folders and names of scripts say which database they are for; those for "
                                                + String.join(", ", left) + " are left out.",
                                        "Do nothing: only those for PostgreSQL are consolidated; the others stay as they are.")));
    }

    private static String below(String home, SourceFile file) {
        return home.isEmpty() ? file.path() : file.path().substring(home.length() + 1);
    }

    /** The migrations of a history: of each folder one, or several where it holds several files. */
    static List<RecognisedScript> scripts(TreeView view, History history) {
        Map<String, List<SourceFile>> folders = new LinkedHashMap<>();
        history.files()
                .forEach(file -> folders.computeIfAbsent(folder(history.home(), file), first -> new ArrayList<>())
                        .add(file));
        List<RecognisedScript> scripts = new ArrayList<>();
        folders.forEach((folder, files) -> {
            Set<String> versions = new HashSet<>();
            for (SourceFile file : files) {
                RecognisedScript script = read(view, file);
                String version = FileNames.required(folder);
                String part = FileNames.isNumbered(file.name())
                        ? FileNames.required(file.name())
                        : file.name().replaceFirst("\\.\\w+$", "");
                String own = files.size() == 1 ? version : version + "." + part;
                scripts.add(script.as(versions.add(own) ? own : own + "." + scripts.size(), folder));
            }
        });
        return scripts;
    }

    private static RecognisedScript read(TreeView view, SourceFile file) {
        if (TreeView.isSql(file)) {
            return PlainSql.read(view, MigrationSystems.named(MigrationSystems.CUSTOM), file);
        }
        String version = FileNames.required(file.name());
        // A file that is called after its database, as schema.Pg is, has no other one for the way back.
        List<Statement> up = isSql(file)
                ? ScriptOutline.of(view.text(file).text())
                : CodeCalls.statements(view.text(file), 0, Integer.MAX_VALUE);
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(file.name()),
                FileNames.date(version),
                up,
                RecognisedScript.Back.MISSING,
                null);
    }

    private static String folder(String home, SourceFile file) {
        String below = below(home, file);
        return below.substring(0, below.indexOf('/'));
    }
}
