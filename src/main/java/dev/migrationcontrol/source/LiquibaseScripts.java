package dev.migrationcontrol.source;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Liquibase: change sets in formatted SQL, XML, YAML or JSON; read as text, so that no document type is ever fetched. */
final class LiquibaseScripts implements Recogniser {
    private static final Pattern SQL_SET = Pattern.compile("(?im)^--[ \\t]*changeset\\s+(\\S+?):(\\S+)(.*)$");
    private static final String OPEN = "<changeSet ";
    private static final Pattern TEXT_SET = Pattern.compile("(?m)^[ \\t]*(?:-\\s*)?[\"']?changeSet[\"']?\\s*:");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("\\b(id|author|runInTransaction)\\s*[=:\"']+\\s*[\"']?([^\"'\\n,>]+)");
    private static final Pattern COMMENT =
            Pattern.compile("(?i)<comment>([^<]*)</comment>|[\"']?comment[\"']?\\s*:\\s*[\"']?([^\"'\\n]+)");
    private static final Pattern CHANGE = Pattern.compile(
            "[<\"'\\s](createTable|dropTable|renameTable|addColumn|dropColumn|renameColumn|createIndex|dropIndex|createView|dropView|insert|update|delete"
                    + "|addForeignKeyConstraint|addUniqueConstraint|addPrimaryKey|createSequence|addNotNullConstraint|modifyDataType|sql|sqlFile|createProcedure)\\b([^>]{0,400})");
    private static final Pattern TABLE = Pattern.compile("(?:baseT|t)ableName[\"']?\\s*[=:]\\s*[\"']?(\\w+)");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<SourceFile> files = new ArrayList<>(view.marked(Marker.LIQUIBASE_SQL));
        view.marked(Marker.LIQUIBASE).stream()
                .filter(file -> List.of("xml", "yaml", "yml", "json").contains(file.extension()))
                .forEach(files::add);
        List<ScriptSystem> systems = new ArrayList<>();
        TreeView.byDirectory(files.stream().filter(view::isFree).toList()).forEach((directory, changelogs) -> {
            List<Script> scripts = new ArrayList<>();
            changelogs.forEach(file -> read(file, view.text(file), scripts));
            if (!scripts.isEmpty()) {
                systems.add(ScriptSystem.of(
                        Tool.LIQUIBASE,
                        directory,
                        "change sets in " + scripts.get(0).file(),
                        scripts));
            }
        });
        return systems;
    }

    private static void read(SourceFile file, SourceText text, List<Script> scripts) {
        switch (file.extension()) {
            case "sql" -> readSql(file, text, scripts);
            case "xml" -> readXml(file, text, scripts);
            default -> readText(file, text, scripts);
        }
    }

    private static void readSql(SourceFile file, SourceText source, List<Script> scripts) {
        String text = source.text();
        Matcher set = Search.in(SQL_SET, text);
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
                    .forEach(line -> back.addAll(SqlReader.statements(
                            line.replaceFirst("(?i)^--\\s*rollback\\s+", ""), source.lineAt(from))));
            scripts.add(new Script(
                    id,
                    file.path(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    SqlReader.statements(body, source.lineAt(from)),
                    back.isEmpty() ? Script.Back.MISSING : Script.Back.of(file.path(), back),
                    !apart));
        }
    }

    private static void readXml(SourceFile file, SourceText source, List<Script> scripts) {
        String text = source.text();
        int at = text.indexOf(OPEN);
        while (at >= 0) {
            int head = text.indexOf('>', at);
            int end = head < 0 ? -1 : text.indexOf("</changeSet>", head);
            if (end < 0) {
                return;
            }
            scripts.add(
                    script(file, source, text.substring(at + OPEN.length(), head), text.substring(head + 1, end), at));
            at = text.indexOf(OPEN, end);
        }
    }

    private static void readText(SourceFile file, SourceText source, List<Script> scripts) {
        String text = source.text();
        Matcher set = Search.in(TEXT_SET, text);
        boolean more = set.find();
        while (more) {
            int from = set.end();
            more = set.find();
            String body = text.substring(from, more ? set.start() : text.length());
            scripts.add(script(file, source, body, body, from));
        }
    }

    private static Script script(SourceFile file, SourceText source, String head, String body, int offset) {
        String id = "";
        String author = "";
        boolean apart = false;
        Matcher attribute = Search.in(ATTRIBUTE, head);
        while (attribute.find()) {
            String value = String.valueOf(attribute.group(2)).strip();
            switch (String.valueOf(attribute.group(1))) {
                case "id" -> id = id.isEmpty() ? value : id;
                case "author" -> author = author.isEmpty() ? value : author;
                default -> apart = value.equals("false");
            }
        }
        Matcher comment = Search.in(COMMENT, body);
        String title = comment.find() ? (comment.group(1) == null ? comment.group(2) : comment.group(1)) : null;
        boolean back = body.contains("<rollback") || body.matches("(?s).*\\brollback[\"']?\\s*:.*");
        return new Script(
                id + "::" + author,
                file.path(),
                List.of(),
                List.of(),
                title == null ? null : title.strip(),
                FileNames.date(id),
                changes(source, body, offset),
                new Script.Back(back ? Down.PRESENT : Down.DERIVED, back ? file.path() : null, List.of()),
                !apart);
    }

    private static List<Statement> changes(SourceText source, String body, int offset) {
        List<Statement> statements = new ArrayList<>();
        Matcher change = Search.in(CHANGE, body.split("<rollback", 2)[0]);
        while (change.find()) {
            Matcher table = Search.in(TABLE, String.valueOf(change.group(2)));
            String name = table.find() ? String.valueOf(table.group(1)) : "";
            statements.add(new Statement(
                    sql(String.valueOf(change.group(1)), name),
                    source.lineAt(
                            Math.min(offset + change.start(), source.text().length()))));
        }
        return statements;
    }

    private static String sql(String change, String table) {
        String on = table.isEmpty() ? "objects" : table;
        return switch (change) {
            case "createTable" -> "CREATE TABLE " + on + " ()";
            case "dropTable" -> "DROP TABLE " + on;
            case "createIndex" -> "CREATE INDEX ON " + on + " ()";
            case "dropIndex" -> "ALTER TABLE " + on + " SET ()";
            case "createView" -> "CREATE VIEW " + on + " AS";
            case "dropView" -> "DROP VIEW " + on;
            case "createSequence" -> "CREATE SEQUENCE " + on;
            case "insert", "update", "delete" -> "INSERT INTO " + on;
            case "sql", "sqlFile", "createProcedure" -> "DO";
            default -> "ALTER TABLE " + on + " SET ()";
        };
    }
}
