package dev.migrationcontrol.source.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits SQL into statements, knowing PostgreSQL's quotes, dollar quotes and nested comments. */
final class SqlReader {
    private static final int MOST = 5000;
    private static final int LONGEST = 4000;

    private final String text;
    private final int firstLine;
    private final List<Statement> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private boolean blank = true;
    private int line;
    private int began;
    private int at;

    private SqlReader(String text, int firstLine) {
        this.text = text;
        this.firstLine = firstLine;
        this.line = firstLine;
    }

    static List<Statement> statements(String text) {
        return statements(text, 1);
    }

    static List<Statement> statements(String text, int firstLine) {
        SqlReader reader = new SqlReader(text, firstLine);
        reader.read();
        return reader.statements;
    }

    private void read() {
        began = firstLine;
        while (at < text.length() && statements.size() < MOST) {
            step(text.charAt(at));
        }
        end();
    }

    private void step(char c) {
        if (text.startsWith("--", at)) {
            skipTo(lineEnd());
        } else if (text.startsWith("/*", at)) {
            skipTo(commentEnd());
        } else if (c == '\'' || c == '"') {
            copyTo(quoteEnd(c));
        } else if (c == '$' && dollarTag() != null) {
            String tag = String.valueOf(dollarTag());
            int close = text.indexOf(tag, at + tag.length());
            copyTo(close < 0 ? text.length() : close + tag.length());
        } else if (c == ';') {
            at++;
            end();
        } else if (c == '\\' && blank) {
            int from = at;
            began = line;
            skipTo(lineEnd());
            statements.add(new Statement(text.substring(from, at).strip(), began));
        } else {
            copyTo(at + 1);
        }
    }

    private int lineEnd() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int commentEnd() {
        int depth = 0;
        int i = at;
        while (i < text.length()) {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
                if (depth == 0) {
                    return i;
                }
            } else {
                i++;
            }
        }
        return text.length();
    }

    private int quoteEnd(char quote) {
        boolean escapes = quote == '\'' && at > 0 && (text.charAt(at - 1) == 'E' || text.charAt(at - 1) == 'e');
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (escapes && c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            }
        }
        return text.length();
    }

    private @Nullable String dollarTag() {
        int i = at + 1;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        boolean isTag =
                i < text.length() && text.charAt(i) == '$' && (i == at + 1 || !Character.isDigit(text.charAt(at + 1)));
        return isTag ? text.substring(at, i + 1) : null;
    }

    private void skipTo(int end) {
        countLines(end);
        if (current.length() < LONGEST) {
            current.append(' ');
        }
        at = end;
    }

    private void copyTo(int end) {
        if (blank && !Character.isWhitespace(text.charAt(at))) {
            current.setLength(0);
            blank = false;
            began = line;
        }
        countLines(end);
        if (current.length() < LONGEST) {
            current.append(text, at, Math.min(end, at + LONGEST));
        }
        at = end;
    }

    private void countLines(int end) {
        for (int i = at; i < end; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
    }

    private void end() {
        String sql = current.toString().strip().replaceAll("\\s+", " ");
        if (!sql.isEmpty()) {
            statements.add(new Statement(sql, began));
        }
        current.setLength(0);
        blank = true;
        began = line;
    }
}
