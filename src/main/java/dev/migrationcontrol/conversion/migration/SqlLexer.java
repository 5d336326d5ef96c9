package dev.migrationcontrol.conversion.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a script into its statements: literals, comments, dollar quotes, parentheses and COPY's data are no ends. */
final class SqlLexer {
    private static final Pattern STRINGS_ESCAPE = Pattern.compile(
            "(?is)set\\s+(?:session\\s+|local\\s+)?standard_conforming_strings\\s*(?:=|\\bto\\b)\\s*'?(off|false|no|0)\\b.*");
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
    private boolean backslashes;

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
        int after = SqlQuotes.end(text, at, backslashes);
        if (after > at) {
            quoted(after);
        } else if (Character.isWhitespace(c)) {
            at++;
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
        while (at < text.length() && SqlQuotes.isPartOfWord(text.charAt(at))) {
            at++;
        }
        end = at;
        String previous = word;
        word = text.substring(from, at).toUpperCase(Locale.ROOT);
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

    private void quoted(int after) {
        if (SqlQuotes.isComment(text, at)) {
            at = after;
            return;
        }
        begin();
        append(text.charAt(at) == '"' ? text.substring(at, after) : "''");
        at = after;
        end = at;
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
            noteStrings();
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

    /** From here on literals are read otherwise, where the script says so. */
    private void noteStrings() {
        if (head.indexOf("STANDARD_CONFORMING_STRINGS") >= 0 && head.indexOf("SET ") == 0) {
            backslashes = STRINGS_ESCAPE.matcher(text.substring(start, end)).matches();
        }
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
        boolean apart = SqlQuotes.isPartOfWord(last)
                ? SqlQuotes.isPartOfWord(first) || first == '"'
                : ")'\"".indexOf(last) >= 0 && SqlQuotes.isPartOfWord(first);
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
