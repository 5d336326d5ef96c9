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

/** Systems that keep the ways forth and back in one SQL file, apart by comments: goose, dbmate, sql-migrate, MyBatis. */
final class SectionedSql implements Recogniser {
    private static final List<Format> FORMATS = List.of(
            new Format(
                    Tool.GOOSE,
                    FileMarker.GOOSE,
                    "--\\s*\\+goose\\s+Up\\b",
                    "--\\s*\\+goose\\s+Down\\b",
                    "--\\s*\\+goose\\s+NO\\s+TRANSACTION"),
            new Format(
                    Tool.DBMATE,
                    FileMarker.DBMATE,
                    "--\\s*migrate:up\\b",
                    "--\\s*migrate:down\\b",
                    "--\\s*migrate:up.*transaction:\\s*false"),
            new Format(
                    Tool.SQL_MIGRATE,
                    FileMarker.SQL_MIGRATE,
                    "--\\s*\\+migrate\\s+Up\\b",
                    "--\\s*\\+migrate\\s+Down\\b",
                    "--\\s*\\+migrate\\s+Up\\s+notransaction"),
            new Format(Tool.MYBATIS, FileMarker.MYBATIS, "\\A", "--\\s*//\\s*@UNDO\\b", "(?!)"));

    private record Format(Tool tool, FileMarker marker, Pattern up, Pattern down, Pattern apart) {
        Format(Tool tool, FileMarker marker, String up, String down, String apart) {
            this(tool, marker, pattern(up), pattern(down), pattern(apart));
        }

        private static Pattern pattern(String regex) {
            return Pattern.compile("^[ \\t]*" + regex, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);
        }

        /** A mark stands at the beginning of a line; elsewhere it is only spoken of. */
        boolean isIn(String text) {
            return BoundedPattern.in(down, text).find()
                    || (tool != Tool.MYBATIS && BoundedPattern.in(up, text).find());
        }
    }

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        for (Format format : FORMATS) {
            List<SourceFile> files = view.marked(format.marker()).stream()
                    .filter(TreeView::isSql)
                    .filter(view::isFree)
                    .filter(file -> !isDump(file))
                    .filter(file -> format.isIn(view.text(file).text()))
                    .toList();
            for (Map.Entry<String, List<SourceFile>> each :
                    TreeView.byDirectory(files).entrySet()) {
                List<RecognisedScript> scripts = each.getValue().stream()
                        .map(file -> read(format, file, view.text(file)))
                        .toList();
                systems.add(ScriptSystem.of(
                        format.tool(),
                        each.getKey(),
                        "sections in " + scripts.get(0).file(),
                        scripts));
            }
        }
        return systems;
    }

    private static boolean isDump(SourceFile file) {
        return file.name().equals("schema.sql") || file.name().equals("structure.sql");
    }

    private static RecognisedScript read(Format format, SourceFile file, SourceText source) {
        String text = source.text();
        Matcher up = BoundedPattern.in(format.up(), text);
        int from = up.find() ? up.start() : 0;
        Matcher down = BoundedPattern.in(format.down(), text);
        boolean hasDown = down.find(from);
        int middle = hasDown ? down.start() : text.length();
        RecognisedScript.Back back = hasDown
                ? RecognisedScript.Back.of(
                        file.path(), SqlReader.statements(text.substring(middle), source.lineAt(middle)))
                : RecognisedScript.Back.MISSING;
        String version = FileNames.required(file.name());
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(file.name()),
                FileNames.date(version),
                SqlReader.statements(text.substring(from, middle), source.lineAt(from)),
                back,
                !BoundedPattern.in(format.apart(), text).find());
    }
}
