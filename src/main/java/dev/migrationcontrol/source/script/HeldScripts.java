package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The migrations that a runner holds in its own program. */
final class HeldScripts {
    private static final Pattern GO_FUNCTIONS = Pattern.compile(
            "(?m)^[ \\t]*(?:\\d+:\\s*)?func\\((?:(?:\\w+ )?context\\.Context, )?(?:\\w+ )?\\*?\\w+\\.Tx[^)\\n]*\\)[^\\n]*\\{");
    private static final Pattern NUMBER = Pattern.compile(
            "(?i)(?:version|id|number|\\bv|name|key|step)[\"']?\\s*+(?:=>|[:=,(])\\s*+[\"'`]?(\\d[\\w.-]*+)[^\"'`(){}\\[\\]]{0,80}$|[\\[({,]\\s*+[\"'`]?(\\d[\\w.-]*+)[\"'`]?\\s*+(?:=>|[,:])[^()]{0,60}$|\\w*?_?(\\d++)\\w{0,30}\\s*+(?::\\s*+[&'\\w"
                    + " ]++)?=\\s*+$");
    private static final int MOST = 2000;

    private HeldScripts() {}

    static List<RecognisedScript> of(CustomRunner runner, SourceText source) {
        return runner.held() == HeldMigrations.Kind.STRINGS ? strings(runner, source) : functions(runner, source);
    }

    /** Whether a program has enough functions, each with a transaction for its argument, to be a list of migrations. */
    static List<Integer> goFunctions(String text) {
        List<Integer> starts = new ArrayList<>();
        Matcher matcher = BoundedPattern.in(GO_FUNCTIONS, text);
        while (matcher.find() && starts.size() < MOST) {
            starts.add(matcher.start());
        }
        return starts.size() >= 3 ? starts : List.of();
    }

    private static List<RecognisedScript> strings(CustomRunner runner, SourceText source) {
        List<RecognisedScript> scripts = new ArrayList<>();
        String text = source.text();
        for (CodeStrings.Piece piece : HeldMigrations.elements(text, runner.table())) {
            String before = text.substring(Math.max(0, piece.start() - 120), piece.start());
            Matcher number = BoundedPattern.in(NUMBER, before);
            String version = String.valueOf(scripts.size() + 1);
            if (number.find()) {
                int group = number.group(1) != null ? 1 : number.group(2) != null ? 2 : 3;
                version = String.valueOf(number.group(group));
            }
            RecognisedScript last = scripts.isEmpty() ? null : scripts.get(scripts.size() - 1);
            List<Statement> statements = CodeCalls.escaped(piece.content().strip(), source.lineAt(piece.start()));
            if (last != null && last.version().equals(version)) {
                List<Statement> both = new ArrayList<>(last.up());
                both.addAll(statements);
                scripts.set(scripts.size() - 1, script(runner, version, both));
            } else {
                scripts.add(script(runner, version, statements));
            }
        }
        return scripts;
    }

    private static List<RecognisedScript> functions(CustomRunner runner, SourceText source) {
        String text = source.text();
        List<Integer> starts = goFunctions(text);
        if (starts.isEmpty()) {
            starts = HeldMigrations.starts(RunnerLanguage.of(runner.file()), text);
        }
        List<RecognisedScript> scripts = new ArrayList<>();
        for (List<Statement> statements : statements(source, starts, runner.table())) {
            scripts.add(script(runner, String.valueOf(scripts.size() + 1), statements));
        }
        return scripts;
    }

    /** What each of some functions does, called after the file that it is in. */
    static List<RecognisedScript> parts(SourceFile file, SourceText source, List<Integer> starts) {
        List<RecognisedScript> scripts = new ArrayList<>();
        for (List<Statement> statements : statements(source, starts, "")) {
            String version = file.name().replaceFirst("\\.\\w+$", "") + "." + (scripts.size() + 1);
            scripts.add(new RecognisedScript(
                    version,
                    file.path(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    statements,
                    RecognisedScript.Back.MISSING,
                    null));
        }
        return scripts;
    }

    private static List<List<Statement>> statements(SourceText source, List<Integer> starts, String table) {
        List<List<Statement>> all = new ArrayList<>();
        List<CodeStrings.Piece> pieces = CodeStrings.of(source.text());
        for (int i = 0; i < starts.size() && i < MOST; i++) {
            int from = starts.get(i);
            int to = i + 1 < starts.size() ? starts.get(i + 1) : source.text().length();
            List<Statement> statements = new ArrayList<>();
            pieces.stream()
                    .filter(piece -> piece.start() >= from && piece.start() < to)
                    .filter(piece -> table.isEmpty() || !piece.content().contains(table))
                    .forEach(piece -> statements.addAll(
                            CodeCalls.escaped(piece.content().strip(), source.lineAt(piece.start()))));
            all.add(statements);
        }
        return all;
    }

    private static RecognisedScript script(CustomRunner runner, String version, List<Statement> statements) {
        return new RecognisedScript(
                version,
                runner.file().path(),
                List.of(),
                List.of(),
                null,
                FileNames.date(version),
                statements,
                RecognisedScript.Back.MISSING,
                runner.inTransaction());
    }
}
