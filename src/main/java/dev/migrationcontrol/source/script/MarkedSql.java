package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Files that hold all migrations of a part of the schema, each after a line with its version, as {@code :VERSION 3}. */
final class MarkedSql {
    private static final Pattern MARK = Pattern.compile(
            "(?im)^[ \\t]*+(?::|--[ \\t]*+[:@#]?|#[ \\t]*+[:@]?|\\[)(?:db_?|schema_?)?(?:version|migration|revision|upgrade)[ \\t]*+[:=#]?[ \\t]*+v?(\\d{1,9}(?:\\.\\d{1,6}){0,3})\\b[\\]: \\t]*+\\r?$");
    private static final int FEWEST = 2;

    private MarkedSql() {}

    /** The migrations of each directory that has such files, of several parts of a schema together. */
    static Map<String, List<RecognisedScript>> in(TreeView view) {
        Map<String, List<RecognisedScript>> found = new TreeMap<>();
        for (SourceFile file : view.marked(FileMarker.MARKS_VERSIONS)) {
            FileRole role = FileRole.of(file);
            if (view.isFree(file)
                    && file.size() < RunnerSearch.MOST_BYTES
                    && role != FileRole.TEST
                    && role != FileRole.DOCUMENT) {
                List<RecognisedScript> scripts = scripts(file, view.text(file));
                if (scripts.size() >= FEWEST && scripts.stream().anyMatch(RecognisedScript::changesSchema)) {
                    found.computeIfAbsent(file.directory(), first -> new ArrayList<>())
                            .addAll(scripts);
                }
            }
        }
        return found;
    }

    /** Nothing where versions do not grow: then the lines say something else. */
    private static List<RecognisedScript> scripts(SourceFile file, SourceText source) {
        List<MatchResult> marks =
                BoundedPattern.in(MARK, source.text()).results().toList();
        List<RecognisedScript> scripts = new ArrayList<>();
        String stem = file.name().replaceFirst("\\.\\w+$", "");
        BigDecimal last = BigDecimal.ZERO;
        for (int i = 0; i < marks.size(); i++) {
            String version = marks.get(i).group(1);
            BigDecimal number = new BigDecimal(version.replaceFirst("^(\\d+(?:\\.\\d+)?).*$", "$1"));
            if (number.compareTo(last) < 0) {
                return List.of();
            }
            last = number;
            int from = marks.get(i).end();
            int end = i + 1 < marks.size()
                    ? marks.get(i + 1).start()
                    : source.text().length();
            scripts.add(new RecognisedScript(
                    stem + "." + version,
                    file.path(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    ScriptOutline.of(source.text().substring(from, end), source.lineAt(from)),
                    RecognisedScript.Back.MISSING,
                    null));
        }
        return scripts;
    }
}
