package dev.migrationcontrol.audit.patch;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Takes the uses of runners out of a program: imports, objects, and calls that stand alone. Whatever else uses one stops it. */
final class CodeUses {
    private static final Pattern ASSIGNED = Pattern.compile(
            "^(?:(?:const|let|var|val|final|mut)\\s++)*+(?:[A-Z][\\w.<>]*+\\s++)?((?:self\\.|this\\.|\\$this->|@|\\$)?\\w++)(?:\\s*+:\\s*+[\\w.<>\\[\\] |&]++)?(?:\\s*+,\\s*+(\\w++))?\\s*+:?=(?!=)\\s*+(.*)$");
    private static final Pattern BACKWARDS =
            Pattern.compile("(?i)(?:down|roll_?back|revert|undo|drop|reset|status|pending|list|create)(?:[A-Z_(]|$).*");
    private static final Pattern GO_IF =
            Pattern.compile("^if\\s++(?:\\w++\\s*+:?=\\s*+(.*);\\s*+)?!?(\\w++)\\s*+!=\\s*+nil\\s*+\\{$");
    private static final Pattern GO_ASSERTION =
            Pattern.compile("^(?:require|assert)\\.(?:NoError|Nil)\\(t,\\s*+(.*)\\)$");
    private static final int LONGEST = 4000;

    private final CodeLanguage language;
    private final SourceFile source;
    private final EditedFile file;
    private final List<RunnerNames> runners;
    private final List<String> upgrade;
    private final Uses uses = new Uses();
    private final KnownNames names = new KnownNames();
    private final Set<Integer> quoted;
    private boolean replaced;
    private int importLine;

    /** @param upgrade what takes the place of a call; empty where nothing does */
    CodeUses(
            CodeLanguage language,
            SourceFile source,
            EditedFile file,
            List<RunnerNames> runners,
            List<String> upgrade) {
        this.language = language;
        this.source = source;
        this.file = file;
        this.runners = runners;
        this.upgrade = upgrade;
        this.quoted = language == CodeLanguage.PYTHON ? PythonBlocks.inLongStrings(file) : Set.of();
        runners.forEach(runner -> names.add(isBeside(runner) ? runner.defined() : runner.known()));
    }

    /** In the directory of a runner whose language needs no imports there. */
    private boolean isBeside(RunnerNames runner) {
        return (language == CodeLanguage.KOTLIN || language == CodeLanguage.SCALA)
                && runner.file().directory().equals(source.directory());
    }

    /** @param hasOthers whether a runner's directory has other files of its language */
    Uses find(Predicate<RunnerNames> hasOthers) {
        if (language == CodeLanguage.GO) {
            runners.stream()
                    .filter(runner -> runner.file().extension().equals("go"))
                    .forEach(runner -> names.add(GoNames.names(file, source, runner, !hasOthers.test(runner), uses)));
            importLine = uses.after().isEmpty() ? firstImport() : uses.after().firstKey();
        }
        if (language == CodeLanguage.CSHARP && !runners.stream().allMatch(hasOthers)) {
            uses.stop(0, "the namespace of the runner may have nothing else, so that nothing could use it any more");
        }
        CodeImports imports = new CodeImports(language, source, file, runners);
        imports.find(quoted, uses);
        names.add(imports.names());
        importLine = imports.line() > 0 ? imports.line() : importLine;
        for (int line = 1; line <= file.lines() && !uses.isStopped(); line++) {
            if (!uses.isDone(line) && !quoted.contains(line) && !language.isComment(file.before(line))) {
                line(line);
            }
        }
        if (!uses.isStopped() && language == CodeLanguage.PYTHON) {
            PythonBlocks.fill(file, uses);
        }
        if (!uses.isStopped() && replaced) {
            importProgram();
        }
        if (!uses.isStopped() && language == CodeLanguage.GO && !uses.after().isEmpty()) {
            GoNames.tidy(file, uses);
        }
        return uses;
    }

    private int firstImport() {
        return GoNames.imports(file).stream()
                .findFirst()
                .map(GoNames.Import::line)
                .orElse(0);
    }

    private void line(int line) {
        String content = file.before(line);
        boolean named = names.isIn(content, line);
        if (!named && runners.stream().anyMatch(runner -> runner.isQuotedIn(content))) {
            uses.stop(line, "the line names the file of the runner");
        } else if (named && content.length() > LONGEST) {
            uses.stop(line, "the line is too long to be read");
        } else if (named) {
            statement(CodeStatement.at(file, line));
        }
    }

    private void statement(CodeStatement statement) {
        String text = unwrapped(statement.text());
        Matcher goIf = BoundedPattern.in(GO_IF, text);
        Matcher assigned = BoundedPattern.in(ASSIGNED, text);
        if (language == CodeLanguage.GO && goIf.matches()) {
            goIf(statement, goIf);
        } else if (names.isChain(text, statement.first())) {
            call(statement, text);
        } else if (assigned.matches()
                && isMade(String.valueOf(assigned.group(3)), statement)
                && names.isChain(String.valueOf(assigned.group(3)), statement.first())) {
            assigned(statement, assigned);
        } else {
            stop(statement.first());
        }
    }

    /** Whether a value is the result of a call, and stays in the block: another file may use what is made outside of all. */
    private boolean isMade(String value, CodeStatement statement) {
        boolean outside = TextLines.indentation(file.before(statement.first())).isEmpty()
                && (language == CodeLanguage.GO || language == CodeLanguage.PYTHON && !isTest(source));
        return !outside && (value.contains("(") || value.contains(".new"));
    }

    private void stop(int line) {
        uses.stop(line, "what is done with the runner there has no known replacement");
    }

    /** What an assertion of Go's tests holds. */
    private String unwrapped(String text) {
        Matcher wrapped = BoundedPattern.in(GO_ASSERTION, text);
        return language == CodeLanguage.GO && wrapped.matches() ? String.valueOf(wrapped.group(1)) : text;
    }

    private void assigned(CodeStatement statement, Matcher assigned) {
        String value = String.valueOf(assigned.group(3));
        String variable = String.valueOf(assigned.group(1));
        String second = assigned.group(2);
        int to = variable.matches("\\w+") ? CodeBlocks.scope(file, statement) : file.lines();
        if (language == CodeLanguage.GO && !isObject(value)) {
            second = variable;
        } else {
            names.addLocal(variable, statement.last() + 1, to);
        }
        if (isObject(value)) {
            remove(statement, List.of());
        } else {
            call(statement, value);
        }
        if (second != null) {
            error(second, statement.last() + 1, to);
        }
    }

    /** The error of a call in Go: its check goes too; until it is declared anew nothing else may use it. */
    private void error(String name, int from, int to) {
        int next = from;
        while (next < to && file.before(next).isBlank()) {
            next++;
        }
        if (file.before(next).strip().equals("if " + name + " != nil {")) {
            int end = CodeStatement.endOfBlock(file, next);
            if (end > 0 && file.before(end).strip().equals("}")) {
                uses.delete(next, end);
                next = end + 1;
            }
        }
        while (next <= to && !Words.has(file.before(next), name)) {
            next++;
        }
        if (next <= to && !file.before(next).contains(":=")) {
            stop(next);
        }
    }

    /** Whether a value is an object of the runner, rather than what it does. */
    private boolean isObject(String value) {
        String plain = value.replaceFirst("^(?:await\\s+|&)*", "");
        return plain.startsWith("new ")
                || plain.matches("(?:[\\w.:\\\\]*[.:\\\\])?[A-Z]\\w*\\(.*\\)")
                        && language != CodeLanguage.GO
                        && CodeStatement.endOfChain(plain, 0) == plain.length()
                        && !plain.matches(".*\\)\\s*(?:\\.|->).*")
                || plain.matches("(?:\\w+\\.)?[Nn]ew\\w*\\(.*|.*(?:\\.|::)new\\b.*|.*\\.(?:create|getInstance)\\(.*");
    }

    private void call(CodeStatement statement, String text) {
        String tail = text.replaceAll("\\([^()]*\\)", "()");
        for (String part : tail.split("\\.|->|::|\\(")) {
            if (BoundedPattern.in(BACKWARDS, part).lookingAt()) {
                uses.stop(
                        statement.first(),
                        "it does something else there than to apply migrations (" + part.strip() + ")");
                return;
            }
        }
        boolean ends = text.matches("(?is).*\\b(?:close|dispose|end|quit|disconnect)\\w*\\W*");
        remove(statement, ends ? List.of() : upgrade);
    }

    private void goIf(CodeStatement statement, Matcher matcher) {
        int end = CodeStatement.endOfBlock(file, statement.first());
        String call = matcher.group(1);
        boolean known = call == null
                ? names.isOne(String.valueOf(matcher.group(2)), statement.first())
                : names.isChain(call, statement.first());
        if (end == 0 || !known || file.before(end).strip().length() > 1) {
            stop(statement.first());
        } else if (call == null) {
            remove(new CodeStatement(statement.first(), end, statement.text()), List.of());
        } else {
            call(new CodeStatement(statement.first(), end, call), call);
        }
    }

    /** @param instead what comes in the place of the first of several */
    private void remove(CodeStatement statement, List<String> instead) {
        if (language.hasBraces() && CodeBlocks.isBranch(file, statement.first())) {
            uses.stop(statement.first(), "the statement is the only one after a condition");
            return;
        }
        if (language == CodeLanguage.RUST
                        && !file.before(statement.last()).strip().endsWith(";")
                || language == CodeLanguage.JAVA && CodeBlocks.isCaught(file, statement)) {
            stop(statement.first());
            return;
        }
        uses.delete(statement.first(), statement.last());
        if (!instead.isEmpty() && !isReplacedBefore(statement.first())) {
            String indentation = TextLines.indentation(file.before(statement.first()));
            uses.put(
                    statement.first(),
                    instead.stream().map(each -> indentation + each).toList());
            replaced = true;
        }
    }

    /** Whether the lines right before were replaced already. */
    private boolean isReplacedBefore(int line) {
        int before = line - 1;
        while (before > 0
                && (uses.isDone(before) && uses.isDeleted(before)
                        || file.before(before).isBlank())) {
            before--;
        }
        return before > 0 && uses.isDone(before) && !uses.isDeleted(before) && before != importLine;
    }

    private void importProgram() {
        boolean module = IntStream.rangeClosed(1, file.lines())
                .anyMatch(line -> file.before(line).startsWith("import "));
        String wanted = language.programImport(module);
        boolean there = IntStream.rangeClosed(1, file.lines())
                .anyMatch(line -> file.before(line)
                        .strip()
                        .replaceFirst("^import (?=\")", "")
                        .equals(wanted));
        if (wanted.isEmpty() || there) {
            return;
        }
        if (importLine == 0) {
            uses.stop(
                    0, "nothing in it is imported from the runner, so that the place for another import is not known");
            return;
        }
        String before = file.before(importLine);
        String whole = language == CodeLanguage.GO && before.startsWith("import ") ? "import " + wanted : wanted;
        List<String> lines = new ArrayList<>(List.of(TextLines.indentation(before) + whole));
        lines.addAll(uses.after().getOrDefault(importLine, List.of(before)));
        uses.put(importLine, lines);
    }

    static boolean isTest(SourceFile file) {
        return FileRole.of(file) == FileRole.TEST || file.name().matches("(?i)(?:test_.*|.*_test)\\.\\w+");
    }
}
