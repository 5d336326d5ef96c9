package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.Tool;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems whose migrations are code other than Python: recognised by what the file extends, and by its name. */
final class CodeScripts implements Recogniser {
    private static final String NO_FILE = "(?!)";
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    Tool.RAILS,
                    FileMarker.RAILS,
                    "^(\\d{14})_([\\w.]+)\\.rb$",
                    "ActiveRecord::Migration",
                    "disable_ddl_transaction!"),
            new Kind(
                    Tool.ECTO,
                    FileMarker.ECTO,
                    "^(\\d{14})_(\\w+)\\.exs$",
                    "use Ecto\\.Migration",
                    "@disable_ddl_transaction\\s+true"),
            new Kind(
                    Tool.SEAORM,
                    FileMarker.SEAORM,
                    "^m(\\d{8}_\\d{6})_(\\w+)\\.rs$",
                    "MigrationTrait for",
                    "use_transaction[^}]*Some\\(false\\)"),
            new Kind(
                    Tool.TYPEORM,
                    FileMarker.TYPEORM,
                    "^(\\d+)-(.+)\\.(ts|js)$|^.+\\.(ts|js)$",
                    "implements\\s+MigrationInterface",
                    "transaction\\s*=\\s*false"),
            new Kind(
                    Tool.DOCTRINE,
                    FileMarker.PHP_MIGRATION,
                    "^Version(\\d+)\\.php$",
                    "Doctrine\\\\(DBAL\\\\)?Migrations",
                    "isTransactional[^}]*return false"),
            new Kind(
                    Tool.PHINX,
                    FileMarker.PHP_MIGRATION,
                    "^(\\d{14})_(\\w+)\\.php$",
                    "Phinx\\\\|Migrations\\\\(AbstractMigration|BaseMigration)",
                    NO_FILE),
            new Kind(
                    Tool.LARAVEL,
                    FileMarker.PHP_MIGRATION,
                    "^(\\d{4}_\\d\\d_\\d\\d_\\d{6})_(\\w+)\\.php$",
                    "Illuminate\\\\",
                    "withinTransaction\\s*=\\s*false"),
            new Kind(
                    Tool.EF_CORE,
                    FileMarker.EF_CORE,
                    "^(\\d{14})_(\\w+)\\.Designer\\.cs$",
                    "Migration\\(\"",
                    "suppressTransaction:\\s*true"),
            new Kind(
                    Tool.FLUENT_MIGRATOR,
                    FileMarker.FLUENT_MIGRATOR,
                    "^(.+)\\.cs$",
                    "FluentMigrator|:\\s*(AutoReversing)?Migration\\b",
                    "TransactionBehavior\\.None"),
            new Kind(Tool.GOOSE, FileMarker.GOOSE_CODE, "^(\\d+)_(\\w+)\\.go$", "goose\\.Add", "NoTx"),
            new Kind(
                    Tool.NODE_PG_MIGRATE,
                    FileMarker.JS_UP,
                    "^(\\d{13,17})[-_](.+)\\.[cm]?[jt]s$",
                    "\\bpgm\\b",
                    "noTransaction\\(\\)"),
            new Kind(
                    Tool.SEQUELIZE,
                    FileMarker.JS_UP,
                    "^(\\d{8,14})[-_](.+)\\.[cm]?[jt]s$",
                    "queryInterface|QueryInterface",
                    NO_FILE),
            new Kind(
                    Tool.KNEX,
                    FileMarker.JS_UP,
                    "^(\\d{3,17})[-_](.+)\\.[cm]?[jt]s$",
                    "\\bknex\\b|\\bKnex\\b",
                    "transaction:\\s*false"));
    private static final Pattern UP = Pattern.compile(
            "\\bdef (self\\.)?(up|change)\\b|\\bfunction\\s+up\\b|\\basync\\s+up\\b|\\bfn up\\b|\\bvoid Up\\(|\\bup\\s*[:=]|(?m)^[ \\t]*(public |override )*+(up|Up)\\s*\\(|exports\\.up\\b"
                    + "|\\bfunction change\\b|func (?i:up)\\w*\\(");
    private static final Pattern DOWN = Pattern.compile(
            "\\bdef (self\\.)?down\\b|\\bfunction\\s+down\\b|\\basync\\s+down\\b|\\bfn down\\b|\\bvoid Down\\(|\\bdown\\s*[:=]|(?m)^[ \\t]*(public |override )*+(down|Down)\\s*\\(|exports\\.down\\b"
                    + "|func (?i:down)\\w*\\(");
    private static final Pattern DERIVED =
            Pattern.compile("\\bdef change\\b|function change\\b|AutoReversingMigration");
    private static final Pattern NEVER = Pattern.compile(
            "IrreversibleMigration|throwIrreversible|IrreversibleMigrationException|down\\s*=\\s*false|(?i)raise\\s+\"?.*irreversible");

    private record Kind(Tool tool, FileMarker marker, Pattern name, Pattern proof, Pattern apart) {
        Kind(Tool tool, FileMarker marker, String name, String proof, String apart) {
            this(tool, marker, Pattern.compile(name), Pattern.compile(proof), Pattern.compile(apart, Pattern.DOTALL));
        }
    }

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        for (Kind kind : KINDS) {
            List<SourceFile> files = view.marked(kind.marker()).stream()
                    .filter(view::isFree)
                    .filter(file -> BoundedPattern.in(kind.name(), file.name()).matches())
                    .toList();
            for (Map.Entry<String, List<SourceFile>> each :
                    TreeView.byDirectory(files).entrySet()) {
                List<RecognisedScript> scripts = new ArrayList<>();
                for (SourceFile file : each.getValue()) {
                    SourceText text = view.text(file);
                    if (BoundedPattern.in(kind.proof(), text.text()).find()) {
                        scripts.add(read(view, kind, file, text));
                    }
                }
                add(view, systems, kind, each.getKey(), scripts);
            }
        }
        return systems;
    }

    private static void add(
            TreeView view, List<ScriptSystem> systems, Kind kind, String directory, List<RecognisedScript> scripts) {
        if (!scripts.isEmpty()) {
            ScriptSystem system = ScriptSystem.of(
                    kind.tool(), directory, "the code of " + scripts.get(0).file(), scripts);
            view.claim(system);
            systems.add(system);
        }
    }

    private static RecognisedScript read(TreeView view, Kind kind, SourceFile file, SourceText designed) {
        SourceFile code = kind.tool() == Tool.EF_CORE
                ? view.tree().find(file.path().replace(".Designer.cs", ".cs")).orElse(file)
                : file;
        SourceText source = code.equals(file) ? designed : view.text(code);
        String text = source.text();
        Matcher up = BoundedPattern.in(UP, text);
        Matcher down = BoundedPattern.in(DOWN, text);
        int from = up.find() ? up.start() : 0;
        int middle = down.find(from) ? down.start() : text.length();
        String version = version(kind, file, text);
        return new RecognisedScript(
                version,
                code.path(),
                List.of(),
                List.of(),
                title(file),
                FileNames.date(version),
                CodeCalls.statements(source, from, middle),
                back(source, code, middle),
                kind.tool() != Tool.LARAVEL
                        && kind.tool() != Tool.SEQUELIZE
                        && !BoundedPattern.in(kind.apart(), text).find());
    }

    private static String title(SourceFile file) {
        String name = file.name().replace(".Designer.cs", ".cs").replaceFirst("^(m|Version)(?=\\d)", "");
        return FileNames.title(name.replaceFirst("^(\\d{4}_\\d\\d_\\d\\d)_(\\d{6})_", "$1$2_")
                .replaceFirst("^(\\d{8})_(\\d{6})_", "$1$2_"));
    }

    private static final Pattern NUMBER = Pattern.compile("\\[Migration\\(\\s*(\\d+)");

    private static String version(Kind kind, SourceFile file, String text) {
        Matcher name = BoundedPattern.in(kind.name(), file.name());
        String fromName = name.matches() && name.group(1) != null
                ? name.group(1)
                : file.name().replaceFirst("\\.\\w+$", "");
        if (kind.tool() == Tool.FLUENT_MIGRATOR) {
            Matcher number = BoundedPattern.in(NUMBER, text);
            return number.find() ? String.valueOf(number.group(1)) : fromName;
        }
        return switch (kind.tool()) {
            case EF_CORE -> file.name().replace(".Designer.cs", "");
            case SEQUELIZE, KNEX -> file.name();
            case LARAVEL, SEAORM, NODE_PG_MIGRATE -> file.name().replaceFirst("\\.\\w+$", "");
            case DOCTRINE -> "Version" + fromName;
            default -> fromName;
        };
    }

    private static RecognisedScript.Back back(SourceText source, SourceFile file, int middle) {
        String text = source.text();
        if (middle >= text.length()) {
            return new RecognisedScript.Back(
                    BoundedPattern.in(DERIVED, text).find() ? DownKind.DERIVED : DownKind.MISSING, null, List.of());
        }
        String body = text.substring(middle);
        if (BoundedPattern.in(NEVER, body).find()) {
            return new RecognisedScript.Back(DownKind.IRREVERSIBLE, file.path(), List.of());
        }
        List<Statement> statements = CodeCalls.statements(source, middle, text.length());
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
