package dev.migrationcontrol.source.script;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The string literals of a program, of whatever language, with the brackets that they are in. */
final class CodeStrings {
    private static final int MOST = 20_000;
    private static final int DEEPEST = 400;
    private static final int LONGEST_DELIMITER = 17;
    private static final Pattern SQL_BEGINS = Pattern.compile(
            "\\s*+(?:--[^\\n]*+\\n\\s*+)*+(?i:create|alter|drop|insert|update|delete|comment|do|begin|grant|with|select|set|truncate)\\b");
    private static final Pattern HEREDOC = Pattern.compile("<<[<~-]?[ ]?(['\"]?)([A-Z_a-z]\\w{1,30})\\1");
    private static final Pattern QUASI = Pattern.compile("\\[[a-z]\\w{0,12}\\|");
    private static final Pattern VERSIONED_NAME =
            Pattern.compile("(?i)\\w*(?:migrat|schema|upgrade|version|patch|delta|ddl|v|m|step)\\w{0,20}?_*\\d\\w*");
    private static final Pattern SENDS = Pattern.compile(
            "(?i)\\w*(?:exec|query|prepare|fetch|run|raw|unsafe|statement|batch|psql|command|print|log|info|debug|warn|error|assert|expect|throw|regex|match|test|like|contains|starts?with|replace|split)\\w*|do|sql|any|none|one|get|all|update|send");

    /**
     * A literal.
     *
     * @param element whether it is one of several in a list, a map, a tuple or a struct, or a constant named by a version
     */
    record Piece(int start, int end, String content, boolean element) {}

    private record Bracket(char kind, String call) {}

    private final String text;
    private final boolean hash;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<Bracket> open = new ArrayList<>();
    private int at;

    private CodeStrings(String text) {
        this.text = text;
        this.hash = !text.contains("//") || text.startsWith("#");
    }

    static List<Piece> elements(String text, Pattern holds) {
        return of(text).stream()
                .filter(Piece::element)
                .filter(piece -> BoundedPattern.in(holds, piece.content()).find()
                        && BoundedPattern.in(SQL_BEGINS, piece.content()).lookingAt())
                .toList();
    }

    static List<Piece> of(String text) {
        CodeStrings strings = new CodeStrings(text);
        strings.scan();
        return strings.pieces;
    }

    private void scan() {
        while (at < text.length() && pieces.size() < MOST) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'' || c == '`') {
                literal(c);
            } else if (text.startsWith("//", at) && (at == 0 || text.charAt(at - 1) != ':')
                    || c == '#' && isHashComment()) {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else if (c == '<' && text.startsWith("<<", at) && heredoc() || c == '[' && quasi()) {
                continue;
            } else {
                bracket(c);
                at++;
            }
        }
    }

    private boolean isHashComment() {
        char before = at == 0 ? '\n' : text.charAt(at - 1);
        char after = at + 1 < text.length() ? text.charAt(at + 1) : '\n';
        return Character.isWhitespace(before) && (hash ? after != '[' && after != '{' : after == ' ');
    }

    private void bracket(char c) {
        if (c == '(' || c == '[' || c == '{') {
            if (open.size() < DEEPEST) {
                open.add(new Bracket(c, c == '(' ? call() : ""));
            }
        } else if ((c == ')' || c == ']' || c == '}') && !open.isEmpty()) {
            open.remove(open.size() - 1);
        }
    }

    private String call() {
        int before = at;
        while (before > 0 && text.charAt(before - 1) == ' ') {
            before--;
        }
        return before > 0 && text.charAt(before - 1) == '=' ? "=" : wordBefore(at);
    }

    private String wordBefore(int end) {
        int last = end;
        while (last > 0 && (text.charAt(last - 1) == '!' || text.charAt(last - 1) == ' ')) {
            last--;
        }
        int start = last;
        while (start > 0 && last - start < 60 && Character.isJavaIdentifierPart(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, last);
    }

    private void literal(char quote) {
        int start = at;
        if (quote == '"' && at > 0 && text.charAt(at - 1) == 'R' && delimited(start)) {
            return;
        }
        String triple = String.valueOf(quote).repeat(3);
        boolean isTriple = quote != '`' && text.startsWith(triple, at);
        int from = at + (isTriple ? 3 : 1);
        int end = isTriple ? text.indexOf(triple, from) : single(quote, from);
        if (end < 0) {
            at = from;
            return;
        }
        add(start, from, end);
        at = end + (isTriple ? 3 : 1);
    }

    /** A raw literal of C++, as in {@code R"sql(…)sql"}. */
    private boolean delimited(int start) {
        int open = text.indexOf('(', start);
        if (open < 0 || open - start > LONGEST_DELIMITER) {
            return false;
        }
        String closing = ")" + text.substring(start + 1, open) + "\"";
        int end = text.indexOf(closing, open);
        if (end < 0) {
            return false;
        }
        add(start, open + 1, end);
        at = end + closing.length();
        return true;
    }

    /** The end of a literal; -1 where the quote is no quote, as an apostrophe in a comment. */
    private int single(char quote, int from) {
        boolean raw = from >= 3 && text.charAt(from - 2) == '#' && text.charAt(from - 3) == 'r';
        if (raw) {
            return text.indexOf("\"#", from);
        }
        boolean lines = quote == '`'
                || BoundedPattern.in(SQL_BEGINS, text)
                        .region(from, Math.min(text.length(), from + 400))
                        .lookingAt();
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
            } else if (c == quote) {
                return i;
            } else if (c == '\n' && !lines) {
                return -1;
            }
        }
        return -1;
    }

    /** A literal of Haskell, as in {@code [sql|…|]}. */
    private boolean quasi() {
        Matcher opens = BoundedPattern.in(QUASI, text).region(at, Math.min(text.length(), at + LONGEST_DELIMITER));
        int end = opens.lookingAt() ? text.indexOf("|]", opens.end()) : -1;
        if (end < 0
                || !BoundedPattern.in(SQL_BEGINS, text).region(opens.end(), end).lookingAt()) {
            return false;
        }
        add(at, opens.end(), end);
        at = end + 2;
        return true;
    }

    private boolean heredoc() {
        Matcher matcher = BoundedPattern.in(HEREDOC, text).region(at, Math.min(text.length(), at + 60));
        int line = matcher.lookingAt() ? text.indexOf('\n', at) : -1;
        if (line < 0) {
            return false;
        }
        String word = String.valueOf(matcher.group(2));
        int end = line;
        while (end >= 0) {
            int next = text.indexOf('\n', end + 1);
            String content = text.substring(end + 1, next < 0 ? text.length() : Math.min(next, end + 81))
                    .strip();
            if (content.equals(word) || content.startsWith(word) && content.matches("\\w+[;,)\\].\\s]*+")) {
                add(at, line + 1, end + 1);
                at = end + 1 + (text.startsWith(word, end + 1) ? word.length() : 0);
                at = Math.max(at, Math.min(text.length(), text.indexOf(word, end + 1) + word.length()));
                return true;
            }
            end = next;
        }
        return false;
    }

    private void add(int start, int from, int end) {
        pieces.add(new Piece(start, end, text.substring(from, end), isElement(start)));
    }

    private boolean isElement(int start) {
        int before = start;
        while (before > 0 && "rRfFbuU@$#~Ss".indexOf(text.charAt(before - 1)) >= 0 && start - before < 3) {
            before--;
        }
        if (before > 0 && Character.isJavaIdentifierPart(text.charAt(before - 1)) && before < start) {
            before = start;
        }
        String tag = wordBefore(before);
        if (!tag.isEmpty() && text.charAt(start) == '`') {
            before -= tag.length();
        }
        while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
            before--;
        }
        char previous = before == 0 ? '\n' : text.charAt(before - 1);
        if (previous == '=' && isVersioned(before - 1)) {
            return true;
        }
        Bracket in = open.isEmpty() ? null : open.get(open.size() - 1);
        if (in == null) {
            return false;
        }
        return switch (in.kind()) {
            case '[' -> true;
            case '{' -> "{,:>".indexOf(previous) >= 0 || previous == '=' && isKey(before - 1);
            default ->
                !BoundedPattern.in(SENDS, in.call()).matches()
                        && !Set.of(
                                        "if", "while", "return", "const", "var", "let", "type", "import", "elif",
                                        "assert", "in")
                                .contains(in.call())
                        && (in.call().equals("=") ? "," : "(,=:>").indexOf(previous) >= 0
                        && (!in.call().isEmpty() || isInCollection());
        };
    }

    /** Whether brackets without a name are a tuple of a list, and not around an expression. */
    private boolean isInCollection() {
        return open.size() > 1
                && "[{(".indexOf(open.get(open.size() - 2).kind()) >= 0
                && !BoundedPattern.in(SENDS, open.get(open.size() - 2).call()).matches();
    }

    private boolean isVersioned(int equals) {
        int end = equals;
        while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == ':')) {
            end--;
        }
        String name = wordBefore(end);
        if (name.equals("str") || name.equals("String") || name.equals("string")) {
            String line = text.substring(text.lastIndexOf('\n', equals) + 1, equals);
            name = line.length() > 120 ? "" : line.replaceFirst("\\s*:.*$", "").replaceFirst("^.*\\s", "");
        }
        return BoundedPattern.in(VERSIONED_NAME, name).matches();
    }

    /** Whether what precedes is a name alone, as in {@code new Step { Sql = "…" }}. */
    private boolean isKey(int equals) {
        int end = equals;
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        int start = end - wordBefore(end).length();
        while (start > 0 && Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        char before = start == 0 ? '\n' : text.charAt(start - 1);
        return before == ',' || before == '{';
    }
}
