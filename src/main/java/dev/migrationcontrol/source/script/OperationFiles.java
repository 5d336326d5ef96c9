package dev.migrationcontrol.source.script;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Systems whose files list operations as data: pgroll (JSON, YAML) and Reshape (TOML, JSON). */
final class OperationFiles implements Recogniser {
    private static final Pattern NAME = Pattern.compile("[\\w.$]+");

    private static final String ALTERS = "ALTER TABLE %s SET ()";
    /** What an operation does, as SQL. */
    private static final Map<String, String> OPERATIONS = operations();

    private static Map<String, String> operations() {
        Map<String, String> operations = new HashMap<>(Map.of(
                "create_table", "CREATE TABLE %s ()",
                "drop_table", "DROP TABLE %s",
                "remove_table", "DROP TABLE %s",
                "sql", "DO",
                "raw_sql", "DO",
                "custom", "DO"));
        Stream.of(
                        "rename_table drop_constraint create_constraint create_enum remove_enum",
                        "add_column drop_column rename_column alter_column remove_column",
                        "create_index drop_index add_index remove_index add_foreign_key remove_foreign_key")
                .flatMap(names -> Stream.of(names.split(" ")))
                .forEach(name -> operations.put(name, ALTERS));
        return Map.copyOf(operations);
    }

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        List<SourceFile> reshape = view.marked(FileMarker.RESHAPE).stream()
                .filter(file ->
                        file.extension().equals("toml") || file.extension().equals("json"))
                .toList();
        add(view, reshape(), "actions in ", reshape, systems);
        List<SourceFile> pgroll = view.marked(FileMarker.PGROLL).stream()
                .filter(file -> List.of("json", "yaml", "yml").contains(file.extension()))
                .filter(file -> FileNames.isNumbered(file.name()) || view.isNamed(MigrationSystems.named("pgroll")))
                .toList();
        add(view, MigrationSystems.named("pgroll"), "operations in ", pgroll, systems);
        return systems;
    }

    private static MigrationSystem reshape() {
        return MigrationSystems.named("reshape");
    }

    private static void add(
            TreeView view, MigrationSystem tool, String evidence, List<SourceFile> files, List<ScriptSystem> systems) {
        TreeView.byDirectory(files).forEach((directory, all) -> {
            List<RecognisedScript> scripts = all.stream()
                    .map(file -> script(view, tool, file))
                    .filter(script -> tool.equals(reshape()) || !script.up().isEmpty())
                    .toList();
            if (!scripts.isEmpty()) {
                systems.add(ScriptSystem.of(
                        tool, directory, evidence + scripts.get(0).file(), scripts));
            }
        });
    }

    private static RecognisedScript script(TreeView view, MigrationSystem tool, SourceFile file) {
        String version = file.name().replaceFirst("\\.\\w+$", "");
        StructuredText document =
                StructuredText.of(file.extension(), view.text(file).text());
        List<Statement> statements = tool.equals(reshape()) ? actions(document.root()) : operations(document.root());
        if (document.isBroken() && (tool.equals(reshape()) || !statements.isEmpty())) {
            view.unreadable(file, document.fault());
        }
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(file.name()),
                FileNames.date(version),
                statements,
                new RecognisedScript.Back(DownKind.DERIVED, null, List.of()),
                null);
    }

    /** pgroll names an operation by its key. */
    private static List<Statement> operations(Node document) {
        return document.within("operations")
                .flatMap(operation -> statement(operation.name(), operation))
                .toList();
    }

    /** Reshape says in an action of which type it is. */
    private static List<Statement> actions(Node document) {
        return document.members()
                .filter(each -> each.name().equals("actions"))
                .flatMap(actions -> actions.children().stream())
                .flatMap(action -> statement(action.text("type"), action))
                .toList();
    }

    private static Stream<Statement> statement(String operation, Node values) {
        String sql = OPERATIONS.get(operation);
        return sql == null
                ? Stream.empty()
                : Stream.of(Statement.of(sql.formatted(named(values, "table", "name", "from")), values.line()));
    }

    /** The name of a table by the first of some keys; {@code objects} where a document gives none that SQL could have. */
    static String named(Node of, String... keys) {
        return Stream.of(keys)
                .map(of::text)
                .filter(name -> BoundedPattern.in(NAME, name).matches())
                .findFirst()
                .orElse("objects");
    }
}
