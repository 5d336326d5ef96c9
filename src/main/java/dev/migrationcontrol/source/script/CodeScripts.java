package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Systems whose migrations are code other than Python: recognised by what the file extends, and by its name. */
final class CodeScripts implements Recogniser {
    static Map<MigrationSystem, TreeFacts.Code> kinds() {
        return MigrationSystems.having(TreeFacts::code);
    }

    private static final Pattern UP = Pattern.compile(
            "\\bdef (self\\.)?(up|change)\\b|\\bfunction\\s+up\\b|\\basync\\s+up\\b|\\bfn up\\b|\\bvoid Up\\(|\\bup\\s*[:=]|(?m)^[ \\t]*(public |override )*+(up|Up)\\s*\\(|exports\\.up\\b"
                    + "|\\bfunction (?:change|safeUp)\\b|func (?i:up)\\w*\\(");
    private static final Pattern DOWN = Pattern.compile(
            "\\bdef (self\\.)?down\\b|\\bfunction\\s+down\\b|\\basync\\s+down\\b|\\bfn down\\b|\\bvoid Down\\(|\\bdown\\s*[:=]|(?m)^[ \\t]*(public |override )*+(down|Down)\\s*\\(|exports\\.down\\b"
                    + "|func (?i:down)\\w*\\(|\\bbefore_?[dD]own\\b|\\bRollback\\w*\\s*:|\\bdef (rollback|backwards|downgrade)\\b|\\bfunction\\s+safeDown\\b|\\bfunc revert\\(");
    private static final Pattern DERIVED =
            Pattern.compile("\\bdef change\\b|function change\\b|AutoReversingMigration|\\bMigrationManager\\(");
    private static final Pattern NEVER = Pattern.compile(
            "IrreversibleMigration|throwIrreversible|IrreversibleMigrationException|down\\s*=\\s*false|(?i)raise\\s+\"?.*irreversible");

    /** A program that asks which database it has serves PostgreSQL too, whatever it says to the others. */
    private static final Pattern POSTGRES = Pattern.compile("(?i)\\bpostgres|\\bisPg\\b|['\"`]pg['\"`]");

    private static final Pattern MONGO = Pattern.compile(
            "migrations-mongodb|\\b(getCollection|createCollection)\\s*\\(|\\bdb\\.collection\\s*\\(|\\bMongoQueryRunner\\b|\\b(MongoTemplate|MongoDatabase)\\b");

    private static final List<String> MONGO_WORDS = List.of(
            "migrations-mongodb",
            "getCollection",
            "createCollection",
            "db.collection",
            "MongoQueryRunner",
            "MongoTemplate",
            "MongoDatabase");
    private static final List<String> POSTGRES_WORDS =
            List.of("ostgres", "OSTGRES", "isPg", "'pg'", "\"pg\"", "`pg`", "'PG'", "\"PG\"");
    private static final List<String> UP_WORDS = List.of("up", "Up", "change");
    private static final List<String> DOWN_WORDS =
            List.of("down", "Down", "ollback", "ackwards", "downgrade", "revert");

    private static final TreeFacts.Code UNKNOWN =
            new TreeFacts.Code(List.of(), Pattern.compile(""), Pattern.compile(""), null, null, null, null, null, null);

    private record Kind(MigrationSystem tool, TreeFacts.Code code) {}

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        kinds().forEach((tool, code) -> find(view, new Kind(tool, code), systems));
        return systems;
    }

    private static void find(TreeView view, Kind kind, List<ScriptSystem> systems) {
        List<SourceFile> files = view.marked(kind.code().words()).stream()
                .filter(view::isFree)
                .filter(file ->
                        BoundedPattern.in(kind.code().name(), file.name()).matches())
                .filter(file -> !isDesigned(view, file))
                .toList();
        for (Map.Entry<String, List<SourceFile>> each :
                CodePlaces.of(kind.code(), files).entrySet()) {
            List<RecognisedScript> scripts = new ArrayList<>();
            boolean documents = false;
            boolean postgres = false;
            for (SourceFile file : each.getValue()) {
                SourceText text = view.text(file);
                if (BoundedPattern.in(kind.code().proof(), text.text()).find() && !CodePlaces.writesFiles(file, text)) {
                    documents = documents || says(text.text(), MONGO_WORDS, MONGO);
                    postgres = postgres || says(text.text(), POSTGRES_WORDS, POSTGRES);
                    scripts.addAll(read(view, kind.code(), file, text));
                }
            }
            add(view, systems, kind, each.getKey(), scripts, postgres ? "postgresql" : documents ? "mongodb" : null);
        }
    }

    /** Whether a pattern is found, which is searched for only where one of its words is there. */
    private static boolean says(String text, List<String> words, Pattern pattern) {
        return words.stream().anyMatch(text::contains)
                && BoundedPattern.in(pattern, text).find();
    }

    /** Whether the file is read with another one that a tool made for it. */
    private static boolean isDesigned(TreeView view, SourceFile file) {
        return file.extension().equals("cs")
                && !file.name().endsWith(".Designer.cs")
                && view.tree().has(file.path().replaceFirst("\\.cs$", ".Designer.cs"));
    }

    private static void add(
            TreeView view,
            List<ScriptSystem> systems,
            Kind kind,
            String directory,
            List<RecognisedScript> scripts,
            @Nullable String database) {
        if (!scripts.isEmpty()) {
            ScriptSystem system = ScriptSystem.of(
                    kind.tool(), directory, "the code of " + scripts.get(0).file(), scripts);
            view.claim(system);
            String driver = CodePlaces.onlyDriver(view, directory);
            boolean sql = scripts.stream().anyMatch(script -> !script.up().isEmpty());
            boolean said = database != null && (!sql || database.equals("postgresql")) && !Dialect.isNamedIn(directory);
            systems.add(
                    said
                            ? system.inDialect(String.valueOf(database))
                            : driver.isEmpty() || sql && !system.isPostgres() ? system : system.inDialect(driver));
        }
    }

    private static List<RecognisedScript> read(
            TreeView view, TreeFacts.Code kind, SourceFile file, SourceText designed) {
        Pattern begins = kind.version();
        if (begins == null || !Boolean.TRUE.equals(kind.several())) {
            return List.of(whole(view, kind, file, designed));
        }
        List<RecognisedScript> scripts = new ArrayList<>();
        String text = designed.text();
        List<MatchResult> versions = BoundedPattern.in(begins, text).results().toList();
        for (int i = 0; i < versions.size(); i++) {
            int end = i + 1 < versions.size() ? versions.get(i + 1).start() : text.length();
            String version = versions.get(i).group(1);
            scripts.add(script(
                    kind,
                    file,
                    designed,
                    new Part(version, version, versions.get(i).start(), end)));
        }
        return scripts;
    }

    /** What a tool designed of a migration may be in a file of its own, with the name of it. */
    private static RecognisedScript whole(TreeView view, TreeFacts.Code kind, SourceFile file, SourceText designed) {
        SourceFile code =
                view.tree().find(file.path().replace(".Designer.cs", ".cs")).orElse(file);
        SourceText source = code.equals(file) ? designed : view.text(code);
        String text = source.text();
        int from = Math.max(0, first(source, UP_WORDS, UP, 0, text.length()));
        return withSqlFiles(
                view,
                kind,
                code,
                script(kind, code, source, new Part(version(kind, file, text), title(file), from, text.length())));
    }

    /** A program that no known system claims, which is one migration. */
    static RecognisedScript plain(SourceFile file, SourceText source) {
        String name = file.name().replaceFirst("^\\D{0,20}(?=\\d)", "");
        Part part = new Part(
                FileNames.required(name),
                FileNames.title(name),
                Math.max(0, first(source, UP_WORDS, UP, 0, source.text().length())),
                source.text().length());
        return script(UNKNOWN, file, source, part);
    }

    /** A program that only runs files of SQL does what these say. */
    private static RecognisedScript withSqlFiles(
            TreeView view, TreeFacts.Code kind, SourceFile program, RecognisedScript script) {
        Optional<SourceFile> up = sqlFile(view, kind, program, "up");
        if (up.isEmpty()) {
            return script;
        }
        view.claim(up.get());
        RecognisedScript.Back back = sqlFile(view, kind, program, "down")
                .map(down -> RecognisedScript.Back.of(
                        down.path(), ScriptOutline.of(view.text(down).text())))
                .orElse(RecognisedScript.Back.MISSING);
        return script.doing(ScriptOutline.of(view.text(up.get()).text()), back);
    }

    private static Optional<SourceFile> sqlFile(
            TreeView view, TreeFacts.Code kind, SourceFile program, String direction) {
        return kind.sqlFile() == null
                ? Optional.empty()
                : view.tree()
                        .find(SourceFile.join(
                                program.directory(),
                                kind.sqlFile()
                                        .replace("{name}", program.name().replaceFirst("\\.\\w+$", ""))
                                        .replace("{direction}", direction)));
    }

    /** The part of a program that is one migration. */
    private record Part(String version, String title, int from, int end) {}

    private static RecognisedScript script(TreeFacts.Code kind, SourceFile file, SourceText source, Part part) {
        int down = first(source, DOWN_WORDS, DOWN, part.from(), part.end());
        int middle = down < 0 ? part.end() : down;
        return new RecognisedScript(
                part.version(),
                file.path(),
                List.of(),
                List.of(),
                part.title(),
                FileNames.date(part.version()),
                CodeCalls.statements(source, part.from(), middle),
                back(source, file, middle, part.end()),
                !Boolean.FALSE.equals(kind.inTransaction())
                        && (kind.apart() == null
                                || !BoundedPattern.in(kind.apart(), source.text())
                                        .find()));
    }

    /** Where a pattern within one line is found first, in the lines with one of its words; -1 where it is not. */
    private static int first(SourceText source, List<String> words, Pattern pattern, int from, int end) {
        String text = source.text();
        int at = from;
        while (at < end) {
            int start = at;
            int next = words.stream()
                    .mapToInt(word -> text.indexOf(word, start))
                    .filter(found -> found >= 0)
                    .min()
                    .orElse(end);
            if (next >= end) {
                return -1;
            }
            int line = Math.max(from, text.lastIndexOf('\n', next) + 1);
            int after = text.indexOf('\n', next);
            int stop = Math.min(end, after < 0 ? text.length() : after + 1);
            Matcher found = BoundedPattern.in(pattern, text.substring(line, stop));
            if (found.find()) {
                return line + found.start();
            }
            at = stop;
        }
        return -1;
    }

    private static String title(SourceFile file) {
        String name = file.name().replace(".Designer.cs", ".cs").replaceFirst("^(m|Version)(?=\\d)", "");
        return FileNames.title(name.replaceFirst("^(\\d{4}_\\d\\d_\\d\\d)_(\\d{6})_", "$1$2_")
                .replaceFirst("^(\\d{8})_(\\d{6})_", "$1$2_"));
    }

    private static String version(TreeFacts.Code kind, SourceFile file, String text) {
        if (kind.version() != null) {
            Matcher number = BoundedPattern.in(kind.version(), text);
            if (number.find()) {
                return String.valueOf(number.group(1));
            }
        }
        Matcher name = BoundedPattern.in(kind.name(), file.name());
        return name.matches() && name.groupCount() > 0 && name.group(1) != null
                ? name.group(1)
                : file.name().replaceFirst("\\.\\w+$", "");
    }

    private static RecognisedScript.Back back(SourceText source, SourceFile file, int middle, int end) {
        String text = source.text();
        if (middle >= end) {
            return new RecognisedScript.Back(
                    BoundedPattern.in(DERIVED, text).find() ? DownKind.DERIVED : DownKind.MISSING, null, List.of());
        }
        String body = text.substring(middle, end);
        if (BoundedPattern.in(NEVER, body).find()) {
            return new RecognisedScript.Back(DownKind.IRREVERSIBLE, file.path(), List.of());
        }
        List<Statement> statements = CodeCalls.statements(source, middle, end);
        boolean empty = statements.isEmpty() && isEmptyBody(body);
        return new RecognisedScript.Back(empty ? DownKind.EMPTY : DownKind.PRESENT, file.path(), statements);
    }

    private static boolean isEmptyBody(String body) {
        String code = body.replaceAll("(?m)(//|#).*$", "").replaceAll("(?s)/\\*.*?\\*/", "");
        return code.replaceFirst("(?s)^[^\\n{]*(\\{|do\\b|\\n|\\))", "")
                        .replaceAll("[\\s{}();,\\]]|end|return|null|nil|Ok|Promise<void>|:", "")
                        .length()
                < 12;
    }
}
