package dev.migrationcontrol.planner;

import org.jspecify.annotations.Nullable;

/** A script without its comments, and with one word in place of whatever is quoted: what is left are words and signs. */
final class SqlOutline {
    private static final String QUOTED = " q ";

    private final String sql;
    private final StringBuilder outline = new StringBuilder();
    private int at;

    private SqlOutline(String sql) {
        this.sql = sql;
    }

    static String of(String sql) {
        SqlOutline outline = new SqlOutline(sql.replace('\uFEFF', ' '));
        while (outline.at < outline.sql.length()) {
            outline.next();
        }
        return outline.outline.toString();
    }

    private void next() {
        char c = sql.charAt(at);
        if (sql.startsWith("--", at)) {
            at = after("\n", at);
            outline.append('\n');
        } else if (sql.startsWith("/*", at)) {
            skipComment();
        } else if (c == '\'') {
            quoted(c, isEscaped());
        } else if (c == '"') {
            quoted(c, false);
        } else {
            String tag = c == '$' && !isInWord(at - 1) ? dollarTag() : null;
            outline.append(tag == null ? String.valueOf(c) : QUOTED);
            at = tag == null ? at + 1 : after(tag, at + tag.length());
        }
    }

    /** PostgreSQL's block comments nest. */
    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
        outline.append(' ');
    }

    private void quoted(char quote, boolean escaped) {
        at++;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\' && escaped) {
                at += 2;
            } else if (c != quote) {
                at++;
            } else if (sql.startsWith(String.valueOf(quote), at + 1)) {
                at += 2;
            } else {
                break;
            }
        }
        at = Math.min(at + 1, sql.length());
        outline.append(QUOTED);
    }

    private boolean isEscaped() {
        return at > 0 && Character.toLowerCase(sql.charAt(at - 1)) == 'e' && !isInWord(at - 2);
    }

    private @Nullable String dollarTag() {
        int end = at + 1;
        while (isInWord(end) && sql.charAt(end) != '$') {
            end++;
        }
        boolean tag = end < sql.length() && sql.charAt(end) == '$' && !Character.isDigit(sql.charAt(at + 1));
        return tag ? sql.substring(at, end + 1) : null;
    }

    private boolean isInWord(int index) {
        return index >= 0
                && index < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(index))
                        || sql.charAt(index) == '_'
                        || sql.charAt(index) == '$');
    }

    private int after(String end, int from) {
        int found = sql.indexOf(end, from);
        return found < 0 ? sql.length() : found + end.length();
    }
}
