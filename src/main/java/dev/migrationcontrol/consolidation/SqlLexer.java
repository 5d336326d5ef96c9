package dev.migrationcontrol.consolidation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a script into its statements: literals, comments, dollar quotes, parentheses and COPY's data are no ends. */
final class SqlLexer {
    private static final Pattern DOLLAR = Pattern.compile("\\$([\\p{L}_][\\p{L}\\p{N}_]*)?\\$");
    private static final Pattern VARIABLE =
            Pattern.compile(":('[\\p{L}_]\\w*'|\"[\\p{L}_]\\w*\"|\\{\\?\\w+}|[\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern COPY_DATA = Pattern.compile("COPY\\b.*\\bFROM STDIN\\b.*");
    private static final Pattern COPY_END = Pattern.compile("(?m)^\\\\\\.[ \\t]*\\r?$");

    private static final int LONGEST_HEAD = 4000;

    private final String text;
    private final List<SqlStatement> statements = new ArrayList<>();
    private final List<SqlText.Mark> metaCommands = new ArrayList<>();
    private final List<SqlText.Mark> variables = new ArrayList<>();
    private final StringBuilder head = new StringBuilder();
    private int at;
    private int line = 1;
    private int counted;
    private int start = -1;
    private int end;
    private int startLine;
    private int parentheses;
    private int brackets;
    private int atomic;
    private String word = "";
    private int wordEnd = -1;

    SqlLexer(String text) {
        this.text = text;
    }

    SqlText read() {
        while (at < text.length()) {
            step(text.charAt(at));
        }
        boolean terminated = start < 0;
        finishStatement();
        return new SqlText(List.copyOf(statements), List.copyOf(metaCommands), List.copyOf(variables), terminated);
    }

    private void step(char c) {
        if (Character.isWhitespace(c)) {
            at++;
        } else if (text.startsWith("--", at)) {
            at = orEnd(text.indexOf('\n', at));
        } else if (text.startsWith("/*", at)) {
            skipComment();
        } else if (c == '\'' || c == '"') {
            quoted(c);
        } else if (c == '$' && dollarQuoted()) {
            append("''");
        } else if (c == '\\') {
            metaCommand();
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else {
            symbol(c);
        }
    }

    private void symbol(char c) {
        if (c == ';' && parentheses == 0 && atomic == 0) {
            semicolon();
            return;
        }
        if (c == ':' && at + 1 < text.length() && "=:".indexOf(text.charAt(at + 1)) >= 0) {
            take(2);
            return;
        }
        Matcher variable = VARIABLE.matcher(text).region(at, text.length());
        if (c == ':' && brackets == 0 && variable.lookingAt()) {
            variables.add(new SqlText.Mark(variable.group(), line()));
        }
        parentheses = Math.max(0, parentheses + (c == '(' ? 1 : c == ')' ? -1 : 0));
        brackets = Math.max(0, brackets + (c == '[' ? 1 : c == ']' ? -1 : 0));
        take(1);
    }

    private void take(int length) {
        begin();
        at += length;
        end = at;
        append(text.substring(at - length, at));
    }

    private void word() {
        begin();
        int from = at;
        while (at < text.length() && isPartOfWord(text.charAt(at))) {
            at++;
        }
        end = at;
        String previous = word;
        word = text.substring(from, at).toUpperCase(Locale.ROOT);
        wordEnd = at;
        append(word);
        // The body of a function in the SQL standard's form: its semicolons end no statement.
        if (word.equals("ATOMIC") && previous.equals("BEGIN")) {
            atomic = 1;
        } else if (atomic > 0 && word.equals("CASE")) {
            atomic++;
        } else if (atomic > 0 && word.equals("END")) {
            atomic--;
        }
    }

    private static boolean isPartOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    private void quoted(char quote) {
        begin();
        boolean escapes = quote == '\'' && wordEnd == at && word.equals("E");
        int from = at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (escapes && c == '\\') {
                at += 2;
            } else if (c != quote) {
                at++;
            } else if (at + 1 < text.length() && text.charAt(at + 1) == quote) {
                at += 2;
            } else {
                break;
            }
        }
        at = Math.min(at + 1, text.length());
        end = at;
        append(quote == '"' ? text.substring(from, at) : "''");
    }

    private boolean dollarQuoted() {
        Matcher opening = DOLLAR.matcher(text).region(at, text.length());
        if (!opening.lookingAt()) {
            return false;
        }
        begin();
        int closing = text.indexOf(opening.group(), opening.end());
        at = closing < 0 ? text.length() : closing + opening.group().length();
        end = at;
        return true;
    }

    /** PostgreSQL's block comments nest. */
    private void skipComment() {
        int depth = 0;
        do {
            if (text.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (text.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < text.length());
    }

    private void metaCommand() {
        int until = orEnd(text.indexOf('\n', at));
        String command = text.substring(at, until).strip().replaceAll("\\s.*", "");
        metaCommands.add(new SqlText.Mark(command, line()));
        at = until;
    }

    private void semicolon() {
        at++;
        if (start >= 0) {
            end = at;
            boolean copy = COPY_DATA.matcher(head).matches();
            finishStatement();
            if (copy) {
                Matcher ending = COPY_END.matcher(text);
                at = ending.find(at) ? ending.end() : text.length();
            }
        }
    }

    private void finishStatement() {
        if (start >= 0) {
            statements.add(
                    new SqlStatement(start, end, startLine, head.toString().strip()));
        }
        head.setLength(0);
        start = -1;
        parentheses = 0;
        brackets = 0;
        atomic = 0;
        word = "";
    }

    private void begin() {
        if (start < 0) {
            start = at;
            startLine = line();
        }
    }

    private void append(String piece) {
        if (head.length() > LONGEST_HEAD) {
            return;
        }
        char last = head.length() == 0 ? ' ' : head.charAt(head.length() - 1);
        char first = piece.charAt(0);
        boolean apart = isPartOfWord(last)
                ? isPartOfWord(first) || first == '"'
                : ")'\"".indexOf(last) >= 0 && isPartOfWord(first);
        head.append(apart ? " " : "").append(piece);
    }

    private int line() {
        for (; counted < at; counted++) {
            if (text.charAt(counted) == '\n') {
                line++;
            }
        }
        return line;
    }

    private int orEnd(int index) {
        return index < 0 ? text.length() : index;
    }
}
