package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.SourceFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The statements of a program that import runners; they go, with the names that they give to the file. */
final class CodeImports {
    private static final int LONGEST = 4000;

    private final CodeLanguage language;
    private final SourceFile source;
    private final EditedFile file;
    private final List<RunnerNames> runners;
    private final Set<String> names = new LinkedHashSet<>();
    private int firstLine;

    CodeImports(CodeLanguage language, SourceFile source, EditedFile file, List<RunnerNames> runners) {
        this.language = language;
        this.source = source;
        this.file = file;
        this.runners = runners;
    }

    Set<String> names() {
        return names;
    }

    /** Where the first of them was; 0 where there is none. */
    int line() {
        return firstLine;
    }

    /** Names are known from the imports, wherever in the file those are. */
    void find(Set<Integer> quoted, Uses uses) {
        for (int line = 1; line <= file.lines() && !uses.isStopped(); line++) {
            String content = file.before(line).strip();
            if (content.length() > LONGEST || quoted.contains(line) || language.isComment(content)) {
                continue;
            }
            if (content.matches(
                    "(?:import|export|from|use|alias|mod|pub|const|let|var|require\\w*|include\\w*)\\b.*")) {
                CodeStatement statement = withBraces(line);
                for (RunnerNames runner : runners) {
                    Optional<RunnerImport> found = RunnerImport.of(language, source, runner, statement.text());
                    found.ifPresent(each -> take(each, statement, uses));
                }
            }
        }
    }

    /** A list of names in braces may go over several lines. */
    private CodeStatement withBraces(int line) {
        CodeStatement statement = CodeStatement.at(file, line);
        boolean open = statement.text().contains("{") && !statement.text().contains("}");
        if (!open || !statement.text().matches("(?:import|export|use|const|let|var)\\b.*")) {
            return statement;
        }
        int last = CodeStatement.endOfBlock(file, line);
        if (last == 0 || last - line > LONGEST / 100) {
            return statement;
        }
        StringBuilder text = new StringBuilder();
        for (int each = line; each <= last; each++) {
            text.append(file.before(each).strip()).append(' ');
        }
        String whole = text.toString().strip();
        return new CodeStatement(line, last, whole.endsWith(";") ? whole.substring(0, whole.length() - 1) : whole);
    }

    private void take(RunnerImport found, CodeStatement statement, Uses uses) {
        names.addAll(found.names());
        uses.delete(statement.first(), statement.last());
        if (!found.left().isEmpty()) {
            uses.put(statement.first(), List.of(TextLines.indentation(file.before(statement.first())) + found.left()));
        }
        firstLine = firstLine == 0 ? statement.first() : firstLine;
    }
}
