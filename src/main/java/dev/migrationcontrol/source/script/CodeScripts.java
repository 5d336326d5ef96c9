package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems whose migrations are code other than Python: recognised by what the file extends, and by its name. */
final class CodeScripts implements Recogniser {
    static Map<MigrationSystem, TreeFacts.Code> kinds() {
        return MigrationSystems.having(TreeFacts::code);
    }

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
                .toList();
        for (Map.Entry<String, List<SourceFile>> each :
                TreeView.byDirectory(files).entrySet()) {
            List<RecognisedScript> scripts = new ArrayList<>();
            for (SourceFile file : each.getValue()) {
                SourceText text = view.text(file);
                if (BoundedPattern.in(kind.code().proof(), text.text()).find()) {
                    scripts.add(read(view, kind.code(), file, text));
                }
            }
            add(view, systems, kind, each.getKey(), scripts);
        }
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

    /** What a tool designed of a migration may be in a file of its own, with the name of it. */
    private static RecognisedScript read(TreeView view, TreeFacts.Code kind, SourceFile file, SourceText designed) {
        SourceFile code =
                view.tree().find(file.path().replace(".Designer.cs", ".cs")).orElse(file);
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
                !Boolean.FALSE.equals(kind.inTransaction())
                        && (kind.apart() == null
                                || !BoundedPattern.in(kind.apart(), text).find()));
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
        return name.matches() && name.group(1) != null
                ? name.group(1)
                : file.name().replaceFirst("\\.\\w+$", "");
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
