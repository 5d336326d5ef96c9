package dev.migrationcontrol.conversion.migration;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a script, each as it is written, with its offset; comments and white space are none. */
final class SqlTokens {
    private static final Pattern COPY_END = Pattern.compile("(?m)^\\\\\\.[ \\t]*\\r?$");
    private static final Set<String> OFF = Set.of("OFF", "'OFF'", "FALSE", "'FALSE'", "NO", "'NO'", "0", "'0'");
    private static final String OPERATORS = "+-*/<>=~!@#%^&|?";

    private final String text;
    private final List<Delimiter> marks;
    private final List<String> tokens = new ArrayList<>();
    private final List<Integer> offsets = new ArrayList<>();
    private int statement;
    private boolean backslashes;
    private int unclosed = -1;
    private int at;

    private SqlTokens(String text, List<Delimiter> marks) {
        this.text = text;
        this.marks = marks;
    }

    static SqlTokens of(String text) {
        return of(text, List.of());
    }

    /** @param marks delimiters that would be read as comments or not at all; each counts as a semicolon */
    static SqlTokens of(String text, List<Delimiter> marks) {
        SqlTokens read = new SqlTokens(text, marks);
        while (read.at < text.length()) {
            read.step(text.charAt(read.at));
        }
        return read;
    }

    int size() {
        return tokens.size();
    }

    String get(int index) {
        return tokens.get(index);
    }

    /** The line of a token, or of the end, from 1. */
    int line(int index) {
        return lineAt(index < size() ? offsets.get(index) : text.length());
    }

    /** The line of a literal, name or comment that does not end; 0 where all end. */
    int unclosedLine() {
        return unclosed < 0 ? 0 : lineAt(unclosed);
    }

    private int lineAt(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    static boolean isOperator(char c) {
        return OPERATORS.indexOf(c) >= 0;
    }

    private void step(char c) {
        for (Delimiter each : marks) {
            if (each.isAt(text, at)) {
                tokens.add(";");
                offsets.add(at);
                at += each.text().length();
                return;
            }
        }
        int end = SqlQuotes.end(text, at, backslashes);
        if (end > at) {
            quoted(end);
        } else if (Character.isWhitespace(c)) {
            at++;
        } else if (c == ';') {
            take(at + 1);
            endStatement();
        } else if (SqlQuotes.isPartOfWord(c)) {
            take(endOf(at, true));
        } else {
            take(isOperator(c) ? endOf(at, false) : at + 1);
        }
    }

    private void quoted(int end) {
        if (unclosed < 0 && !SqlQuotes.isClosed(text, at, end, backslashes)) {
            unclosed = at;
        }
        if (SqlQuotes.isComment(text, at)) {
            at = end;
        } else {
            take(end);
        }
    }

    private int endOf(int from, boolean word) {
        int end = from;
        do {
            end++;
        } while (end < text.length()
                && (word
                        ? SqlQuotes.isPartOfWord(text.charAt(end))
                        : isOperator(text.charAt(end)) && !SqlQuotes.isComment(text, end)));
        return end;
    }

    private void take(int end) {
        tokens.add(text.substring(at, end));
        offsets.add(at);
        at = end;
    }

    private void endStatement() {
        List<String> words = tokens.subList(statement, Math.min(tokens.size(), statement + 200)).stream()
                .map(each -> each.length() > 60 ? "" : each.toUpperCase(java.util.Locale.ROOT))
                .toList();
        statement = tokens.size();
        if (words.get(0).equals("COPY") && String.join(" ", words).contains(" FROM STDIN ")) {
            Matcher ending = COPY_END.matcher(text);
            take(ending.find(at) ? ending.end() : text.length());
        } else if (words.get(0).equals("SET") && words.contains("STANDARD_CONFORMING_STRINGS")) {
            backslashes = words.stream().anyMatch(OFF::contains);
        }
    }
}
