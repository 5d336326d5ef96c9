package dev.migrationcontrol.source.script;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.document.StructuredText;
import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Liquibase: change sets in formatted SQL, XML, YAML or JSON. */
final class LiquibaseScripts implements Recogniser {
    private static final Pattern SQL_SET = Pattern.compile("(?im)^--[ \\t]*changeset\\s+(\\S+?):(\\S+)(.*)$");
    private static final String ALTERS = "ALTER TABLE %s SET ()";
    private static final Set<String> FORMATS = Set.of("xml", "yaml", "yml", "json");
    private static final String LOG = "databaseChangeLog";
    /** What a change does, as SQL. */
    private static final Map<String, String> CHANGES = Map.ofEntries(
            Map.entry("createTable", "CREATE TABLE %s ()"),
            Map.entry("dropTable", "DROP TABLE %s"),
            Map.entry("createIndex", "CREATE INDEX ON %s ()"),
            Map.entry("createView", "CREATE VIEW %s AS"),
            Map.entry("dropView", "DROP VIEW %s"),
            Map.entry("createSequence", "CREATE SEQUENCE %s"),
            Map.entry("insert", "INSERT INTO %s"),
            Map.entry("update", "INSERT INTO %s"),
            Map.entry("delete", "INSERT INTO %s"),
            Map.entry("sql", "DO"),
            Map.entry("sqlFile", "DO"),
            Map.entry("createProcedure", "DO"),
            Map.entry("createCollection", "createCollection %s"),
            Map.entry("dropCollection", "dropCollection %s"),
            Map.entry("insertMany", "insertMany %s"),
            Map.entry("insertOne", "insertOne %s"),
            Map.entry("runCommand", "runCommand %s"),
            Map.entry("adminCommand", "adminCommand %s"),
            Map.entry("dropIndex", ALTERS),
            Map.entry("renameTable", ALTERS),
            Map.entry("addColumn", ALTERS),
            Map.entry("dropColumn", ALTERS),
            Map.entry("renameColumn", ALTERS),
            Map.entry("addForeignKeyConstraint", ALTERS),
            Map.entry("addUniqueConstraint", ALTERS),
            Map.entry("addPrimaryKey", ALTERS),
            Map.entry("addNotNullConstraint", ALTERS),
            Map.entry("modifyDataType", ALTERS));

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<SourceFile> files = new ArrayList<>(view.marked(FileMarker.LIQUIBASE_SQL));
        view.marked(FileMarker.LIQUIBASE).stream()
                .filter(file -> FORMATS.contains(file.extension()))
                .forEach(files::add);
        List<ScriptSystem> systems = new ArrayList<>();
        TreeView.byDirectory(files.stream().filter(view::isFree).toList()).forEach((directory, changelogs) -> {
            List<RecognisedScript> scripts = new ArrayList<>();
            changelogs.forEach(file -> read(view, file, scripts));
            if (!scripts.isEmpty()) {
                systems.add(ScriptSystem.of(
                        MigrationSystems.named("liquibase"),
                        directory,
                        "change sets in " + scripts.get(0).file(),
                        scripts));
            }
        });
        return systems;
    }

    private static void read(TreeView view, SourceFile file, List<RecognisedScript> scripts) {
        if (TreeView.isSql(file)) {
            readSql(file, view.text(file), scripts);
            return;
        }
        String text = view.text(file).text();
        StructuredText document = StructuredText.of(file.extension(), text);
        document.root()
                .within(LOG)
                .filter(each -> each.name().equals("changeSet"))
                .forEach(set -> scripts.add(script(file, set)));
        if (document.isBroken() && text.contains(LOG)) {
            view.unreadable(file, document.fault());
        }
    }

    private static void readSql(SourceFile file, SourceText source, List<RecognisedScript> scripts) {
        String text = source.text();
        Matcher set = BoundedPattern.in(SQL_SET, text);
        boolean more = set.find();
        while (more) {
            String id = set.group(2) + "::" + set.group(1);
            boolean apart = String.valueOf(set.group(3)).contains("runInTransaction:false");
            int from = set.end();
            more = set.find();
            int to = more ? set.start() : text.length();
            String body = text.substring(from, to);
            List<Statement> back = new ArrayList<>();
            body.lines()
                    .filter(line -> line.matches("(?i)^--\\s*rollback\\s+.*"))
                    .forEach(line -> back.addAll(
                            ScriptOutline.of(line.replaceFirst("(?i)^--\\s*rollback\\s+", ""), source.lineAt(from))));
            scripts.add(new RecognisedScript(
                    id,
                    file.path(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    ScriptOutline.of(body, source.lineAt(from)),
                    back.isEmpty() ? RecognisedScript.Back.MISSING : RecognisedScript.Back.of(file.path(), back),
                    !apart));
        }
    }

    private static RecognisedScript script(SourceFile file, Node set) {
        String id = set.text("id");
        String title = set.text("comment");
        boolean back = set.child("rollback").isPresent();
        return new RecognisedScript(
                id + "::" + set.text("author"),
                file.path(),
                List.of(),
                List.of(),
                title.isEmpty() ? null : title,
                FileNames.date(id),
                changes(set),
                new RecognisedScript.Back(
                        back ? DownKind.PRESENT : DownKind.DERIVED, back ? file.path() : null, List.of()),
                !set.text("runInTransaction").equals("false"));
    }

    /** XML has them in the change set itself, YAML and JSON in a list of it. */
    private static List<Statement> changes(Node set) {
        return Stream.concat(set.members(), set.within("changes"))
                .filter(change -> CHANGES.containsKey(change.name()))
                .map(change -> Statement.of(
                        String.valueOf(CHANGES.get(change.name()))
                                .formatted(
                                        OperationFiles.named(change, "tableName", "baseTableName", "collectionName")),
                        change.line()))
                .toList();
    }
}
