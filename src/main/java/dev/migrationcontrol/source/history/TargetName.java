package dev.migrationcontrol.source.history;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a table after a keyword of SQL in a program's text: written out, or held by a constant or variable. */
final class TargetName {
    private static final int LONGEST_GAP = 40;
    private static final int LONGEST = 80;
    /** What joins a schema that a variable holds with the table in it. */
    private static final Pattern SCHEMA =
            Pattern.compile("\\s*+[+.|]*+\\s*+[\"'`]\\.(?:[\"'`]\\s*+([+.|])\\s*+)?(?=\\w)");

    private final String text;
    private int at;
    private String spelled = "";
    private String variable = "";

    TargetName(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Whether there is one. */
    boolean read() {
        int start = at;
        boolean open = false;
        while (at < text.length() && at - start < LONGEST_GAP) {
            char c = text.charAt(at);
            if (text.startsWith("/*", at) && text.indexOf("*/", at) > 0 && text.indexOf("*/", at) - at < LONGEST) {
                at = text.indexOf("*/", at) + 2;
                start = at;
            } else if (Character.isWhitespace(c) || "\"'`\\[(".indexOf(c) >= 0) {
                at++;
            } else if ("+.,|<>&".indexOf(c) >= 0) {
                open = true;
                at++;
            } else {
                break;
            }
        }
        return at < text.length() && at - start < LONGEST_GAP && (open ? expression() : name());
    }

    private boolean name() {
        char c = text.charAt(at);
        if (c == '$' || c == '{' || c == '#' || c == '%' || c == '@' || c == ':' || c == '?') {
            return placeholder();
        }
        String word = word();
        if (word.isEmpty() || word.toLowerCase(Locale.ROOT).matches("set|values|select|where|only|if")) {
            return false;
        }
        int after = at;
        while (after < text.length() && "\"'`\\]".indexOf(text.charAt(after)) >= 0 && after - at < 4) {
            after++;
        }
        if (after + 1 < text.length() && text.charAt(after) == '.' && !Character.isWhitespace(text.charAt(after + 1))) {
            int mark = at;
            at = after + 1;
            while (at < text.length() && "\"'`\\[".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            if (at < text.length() && (isWord(text.charAt(at)) || "${#%".indexOf(text.charAt(at)) >= 0) && name()) {
                return true;
            }
            at = mark;
        }
        spelled = word;
        return true;
    }

    /** As {@code ${TABLE}}, {@code {self.table}}, {@code #{table}}, {@code $table}, {@code %s} and {@code {}}. */
    private boolean placeholder() {
        int start = at;
        if (text.startsWith("%", at)) {
            at++;
            int closing = at < text.length() ? "([{".indexOf(text.charAt(at)) : -1;
            int end = closing < 0 ? at : text.indexOf(")]}".charAt(closing), at) + 1;
            if (end < at || end - at > LONGEST) {
                return false;
            }
            at = Math.min(text.length(), end);
            if (at < text.length() && Character.isLetter(text.charAt(at))) {
                at++;
            }
            String inner = text.substring(start + 1, at);
            variable = inner.startsWith("(") ? inner.replaceAll("^\\(|\\).*$", "") : "";
            return schemaOr();
        }
        int brace = text.indexOf('{', at);
        if (brace >= 0 && brace <= at + 1) {
            int end = text.indexOf('}', brace);
            if (end < 0 || end - brace > LONGEST) {
                return false;
            }
            variable = last(text.substring(brace + 1, end));
            at = end + 1;
            return schemaOr();
        }
        at++;
        while (at < text.length()
                && at - start < LONGEST
                && (isWord(text.charAt(at)) || text.startsWith("->", at) || text.charAt(at) == '>')) {
            at++;
        }
        variable = last(text.substring(start, at));
        return schemaOr();
    }

    /** What was read is a schema where a dot and another name follow. */
    private boolean schemaOr() {
        int after = at;
        while (after < text.length() && "\"'`\\".indexOf(text.charAt(after)) >= 0 && after - at < 4) {
            after++;
        }
        if (after + 1 < text.length() && text.charAt(after) == '.' && "\"'`\\${#%_".indexOf(text.charAt(after + 1)) >= 0
                || after + 1 < text.length() && text.charAt(after) == '.' && isWord(text.charAt(after + 1))) {
            at = after + 1;
            while (at < text.length() && "\"'`\\".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            variable = "";
            return at < text.length() && name();
        }
        return true;
    }

    private boolean expression() {
        int start = at;
        while (at < text.length() && at - start < LONGEST) {
            char c = text.charAt(at);
            if (isWord(c)
                    || c == '.'
                    || c == ':'
                    || c == '$'
                    || c == '@'
                    || c == '>'
                    || c == '-' && text.startsWith("->", at)) {
                at++;
            } else {
                break;
            }
        }
        variable = last(text.substring(start, at));
        if (variable.equals("fromMaybe") && text.startsWith(" \"", at)) {
            at += 2;
            variable = "";
            return name();
        }
        Matcher dot = BoundedPattern.in(SCHEMA, text.substring(at, Math.min(text.length(), at + LONGEST_GAP)));
        if (!variable.isEmpty() && dot.lookingAt()) {
            at += dot.end();
            return dot.group(1) == null ? name() : expression();
        }
        return !variable.isEmpty();
    }

    private static String last(String expression) {
        String plain = expression.strip().replaceFirst("(?:\\(\\)|(?<!:):\\w*|!r|[.:>-]++)$", "");
        String name = plain.replaceAll("^.*[^\\w]", "");
        return name.matches("\\d*") ? "" : name;
    }

    private String word() {
        int start = at;
        while (at < text.length() && at - start < LONGEST && isWord(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    int end() {
        return at;
    }

    String key() {
        return spelled.isEmpty() ? "=" + variable : spelled.toLowerCase(Locale.ROOT);
    }

    String spelled() {
        return spelled;
    }
}
