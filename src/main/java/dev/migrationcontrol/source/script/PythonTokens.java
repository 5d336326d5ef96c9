package dev.migrationcontrol.source.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads Python as tokens, as far as migrations need it; nothing is evaluated. */
final class PythonTokens {
    /** What a token is. */
    enum Kind {
        NAME,
        STRING,
        NUMBER,
        SIGN,
        NEWLINE
    }

    /**
     * @param text of a string: its content
     * @param indent the column of the first token of its line
     */
    record Token(Kind kind, String text, int line, int indent) {
        boolean is(String sign) {
            return kind != Kind.STRING && text.equals(sign);
        }
    }

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int indent;
    private int depth;

    private PythonTokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        PythonTokens reader = new PythonTokens(text);
        reader.read();
        return reader.tokens;
    }

    private void read() {
        measureIndent();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                newline();
            } else if (c == '#') {
                skipComment();
            } else if (c == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
                line++;
                at += 2;
            } else if (Character.isWhitespace(c)) {
                at++;
            } else if (!string()) {
                other(c);
            }
        }
        add(Kind.NEWLINE, "");
    }

    private void newline() {
        if (depth == 0) {
            add(Kind.NEWLINE, "");
        }
        at++;
        line++;
        if (depth == 0) {
            measureIndent();
        }
    }

    private void measureIndent() {
        indent = 0;
        while (at + indent < text.length() && (text.charAt(at + indent) == ' ' || text.charAt(at + indent) == '\t')) {
            indent++;
        }
    }

    private void skipComment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private boolean string() {
        int i = at;
        while (i < text.length() && i - at < 2 && "rRbBuUfF".indexOf(text.charAt(i)) >= 0) {
            i++;
        }
        if (i >= text.length() || text.charAt(i) != '"' && text.charAt(i) != '\'') {
            return false;
        }
        String quote = text.substring(i, i + 1);
        String close = text.startsWith(quote.repeat(3), i) ? quote.repeat(3) : quote;
        boolean raw = text.substring(at, i).toLowerCase(Locale.ROOT).contains("r");
        StringBuilder content = new StringBuilder();
        int began = line;
        int j = i + close.length();
        while (j < text.length() && !text.startsWith(close, j)) {
            char c = text.charAt(j);
            if (c == '\n') {
                if (close.length() == 1) {
                    break;
                }
                line++;
            }
            if (c == '\\' && j + 1 < text.length()) {
                j++;
                content.append(raw ? "\\" : "").append(escaped(text.charAt(j)));
                line += text.charAt(j) == '\n' ? 1 : 0;
            } else {
                content.append(c);
            }
            j++;
        }
        at = Math.min(text.length(), j + close.length());
        tokens.add(new Token(Kind.STRING, content.toString(), began, indent));
        return true;
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case '\n' -> "";
            default -> String.valueOf(c);
        };
    }

    private void other(char c) {
        int from = at;
        if (Character.isJavaIdentifierStart(c)) {
            while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
                at++;
            }
            add(Kind.NAME, text.substring(from, at));
        } else if (Character.isDigit(c)) {
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            add(Kind.NUMBER, text.substring(from, at));
        } else {
            at++;
            depth = "([{".indexOf(c) >= 0 ? depth + 1 : ")]}".indexOf(c) >= 0 ? Math.max(0, depth - 1) : depth;
            add(Kind.SIGN, String.valueOf(c));
        }
    }

    private void add(Kind kind, String content) {
        tokens.add(new Token(kind, content, line, indent));
    }
}
