package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.system.Tool;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Systems whose files list operations as data: pgroll (JSON, YAML) and Reshape (TOML, JSON). */
final class OperationFiles implements Recogniser {
    private static final Pattern OPERATION = Pattern.compile(
            "[\"']?\\b(create_table|drop_table|rename_table|add_column|drop_column|rename_column|alter_column|create_index|drop_index|create_constraint"
                    + "|drop_constraint|remove_table|remove_column|add_index|remove_index|create_enum|remove_enum|add_foreign_key|remove_foreign_key|sql|raw_sql|custom)\\b[\"']?");
    private static final Pattern NAME = Pattern.compile("[\"']?\\b(?:table|name)\\b[\"']?\\s*[:=]\\s*[\"']?(\\w+)");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        List<SourceFile> reshape = view.marked(FileMarker.RESHAPE).stream()
                .filter(file ->
                        file.extension().equals("toml") || file.extension().equals("json"))
                .toList();
        TreeView.byDirectory(reshape)
                .forEach((directory, files) -> systems.add(ScriptSystem.of(
                        Tool.RESHAPE, directory, "actions in " + files.get(0).path(), scripts(view, files))));
        List<SourceFile> pgroll = view.marked(FileMarker.PGROLL).stream()
                .filter(file -> List.of("json", "yaml", "yml").contains(file.extension()))
                .filter(file -> FileNames.isNumbered(file.name()) || view.isNamed(Tool.PGROLL))
                .filter(file ->
                        BoundedPattern.in(OPERATION, view.text(file).text()).find())
                .toList();
        TreeView.byDirectory(pgroll)
                .forEach((directory, files) -> systems.add(ScriptSystem.of(
                        Tool.PGROLL, directory, "operations in " + files.get(0).path(), scripts(view, files))));
        return systems;
    }

    private static List<RecognisedScript> scripts(TreeView view, List<SourceFile> files) {
        List<RecognisedScript> scripts = new ArrayList<>();
        for (SourceFile file : files) {
            String version = file.name().replaceFirst("\\.\\w+$", "");
            scripts.add(new RecognisedScript(
                    version,
                    file.path(),
                    List.of(),
                    List.of(),
                    FileNames.title(file.name()),
                    FileNames.date(version),
                    statements(view.text(file)),
                    new RecognisedScript.Back(DownKind.DERIVED, null, List.of()),
                    null));
        }
        return scripts;
    }

    private static List<Statement> statements(SourceText text) {
        List<Statement> statements = new ArrayList<>();
        Matcher operation = BoundedPattern.in(OPERATION, text.text());
        while (operation.find()) {
            String rest =
                    text.text().substring(operation.end(), Math.min(text.text().length(), operation.end() + 300));
            Matcher name = BoundedPattern.in(NAME, rest);
            String table = name.find() ? String.valueOf(name.group(1)) : "objects";
            String verb = String.valueOf(operation.group(1));
            String sql = verb.equals("create_table")
                    ? "CREATE TABLE " + table + " ()"
                    : verb.equals("drop_table") || verb.equals("remove_table")
                            ? "DROP TABLE " + table
                            : verb.endsWith("sql") || verb.equals("custom") ? "DO" : "ALTER TABLE " + table + " SET ()";
            statements.add(new Statement(sql, text.lineAt(operation.start())));
        }
        return statements;
    }
}
