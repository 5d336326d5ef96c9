package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.script.PythonModule.Call;
import dev.migrationcontrol.source.script.PythonTokens.Kind;
import dev.migrationcontrol.source.script.PythonTokens.Token;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** yoyo: Python files of steps, or SQL files, that name what they depend on. */
final class YoyoScripts implements Recogniser {
    private static final Pattern SOURCES = Pattern.compile("(?m)^sources\\s*=[ \\t]*(\\S.{0,400})$");
    private static final Pattern DEPENDS = Pattern.compile("(?m)^--\\s*depends:\\s*(.*)$");
    private static final Pattern APART = Pattern.compile("(?m)^--\\s*transactional:\\s*false");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        Set<SourceFile> files = new LinkedHashSet<>(view.marked(FileMarker.YOYO).stream()
                .filter(file -> file.extension().equals("py"))
                .filter(file -> PythonModule.calls(
                                PythonModule.of(view.text(file).text()).tokens())
                        .stream()
                        .anyMatch(call ->
                                call.name().equals("step") || call.name().equals("yoyo.step")))
                .toList());
        view.marked(FileMarker.YOYO_SQL).stream()
                .filter(TreeView::isSql)
                .filter(file -> !file.name().endsWith(".rollback.sql"))
                .forEach(files::add);
        view.tree().files().stream()
                .filter(file -> file.name().equals("yoyo.ini"))
                .forEach(file -> files.addAll(sources(view, file)));
        files.addAll(next(view, files));
        List<ScriptSystem> systems = new ArrayList<>();
        TreeView.byDirectory(files.stream().filter(view::isFree).toList()).forEach((directory, marked) -> {
            List<RecognisedScript> scripts =
                    marked.stream().map(file -> read(view, file)).toList();
            systems.add(ScriptSystem.of(
                            MigrationSystems.named("yoyo"),
                            directory,
                            "steps in " + scripts.get(0).file(),
                            scripts)
                    .asGraph());
        });
        return systems;
    }

    /** Scripts without a mark of their own, next to those that have one. */
    private static List<SourceFile> next(TreeView view, Set<SourceFile> files) {
        Set<String> directories = new LinkedHashSet<>();
        files.stream().filter(TreeView::isSql).forEach(file -> directories.add(file.directory()));
        return directories.stream()
                .flatMap(directory -> view
                        .free(
                                directory,
                                file -> TreeView.isSql(file)
                                        && FileNames.isNumbered(file.name())
                                        && !file.name().endsWith(".rollback.sql"))
                        .stream())
                .toList();
    }

    /** The scripts of SQL in the directories that the settings name. */
    private static List<SourceFile> sources(TreeView view, SourceFile settings) {
        Matcher sources = BoundedPattern.in(SOURCES, view.text(settings).text());
        List<SourceFile> files = new ArrayList<>();
        while (sources.find()) {
            for (String source : words(String.valueOf(sources.group(1)))) {
                String path = source.replace("%(here)s/", "")
                        .replaceFirst("^(\\./)+", "")
                        .replaceFirst("/+$", "");
                files.addAll(view.free(
                        SourceFile.join(settings.directory(), path),
                        file -> TreeView.isSql(file) && !file.name().endsWith(".rollback.sql")));
            }
        }
        return files;
    }

    private static RecognisedScript read(TreeView view, SourceFile file) {
        SourceText source = view.text(file);
        String version = file.name().replaceFirst("\\.(py|sql)$", "");
        if (TreeView.isSql(file)) {
            Matcher depends = BoundedPattern.in(DEPENDS, source.text());
            List<String> parents = depends.find() ? words(String.valueOf(depends.group(1))) : List.of();
            String rollback = SourceFile.join(file.directory(), version + ".rollback.sql");
            RecognisedScript.Back back = view.tree()
                    .find(rollback)
                    .map(found -> RecognisedScript.Back.of(
                            rollback, ScriptOutline.of(view.text(found).text())))
                    .orElse(RecognisedScript.Back.MISSING);
            return new RecognisedScript(
                    version,
                    file.path(),
                    parents,
                    List.of(),
                    FileNames.title(file.name()),
                    FileNames.date(version),
                    ScriptOutline.of(source.text()),
                    back,
                    !BoundedPattern.in(APART, source.text()).find());
        }
        PythonModule module = PythonModule.of(source.text());
        List<Statement> up = new ArrayList<>();
        List<Statement> down = new ArrayList<>();
        for (Call call : PythonModule.calls(module.tokens())) {
            if (call.name().equals("step") || call.name().equals("yoyo.step")) {
                add(up, call.positional(0));
                add(down, call.positional(1));
            }
        }
        return new RecognisedScript(
                version,
                file.path(),
                module.strings("__depends__"),
                List.of(),
                module.docstring().map(String::strip).orElse(null),
                FileNames.date(version),
                up,
                down.isEmpty() ? RecognisedScript.Back.MISSING : RecognisedScript.Back.of(file.path(), down),
                module.assigned("__transactional__", false)
                        .filter(value -> value.get(0).is("False"))
                        .isEmpty());
    }

    private static void add(List<Statement> statements, @Nullable Token token) {
        if (token != null && token.kind() == Kind.STRING) {
            statements.addAll(ScriptOutline.of(token.text(), token.line()));
        }
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
    }
}
