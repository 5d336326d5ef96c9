package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token;
import dev.migrationcontrol.sql.token.Token.Kind;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tokens of a statement or of a part of one; a place after the last token is nothing, and no error. */
public record Tokens(String text, List<Token> all) {
    public Tokens {
        all = List.copyOf(all);
    }

    /** The tokens of a text, without comments, on a server with its own settings. */
    public static Tokens of(String text) {
        return of(text, false, Integer.MAX_VALUE);
    }

    /** The first of them, without comments. */
    public static Tokens first(String text, int most) {
        return of(text, false, most);
    }

    static Tokens of(String text, boolean backslashEscapes, int most) {
        List<Token> tokens = new ArrayList<>();
        TokenReader reader = new TokenReader(text, backslashEscapes);
        for (Token token = reader.next(); token != null && tokens.size() < most; token = reader.next()) {
            if (token.kind() != Kind.COMMENT) {
                tokens.add(token);
            }
        }
        return new Tokens(text, tokens);
    }

    public int size() {
        return all.size();
    }

    /** The first word of a text after comments, in upper case; empty where it begins with something else. */
    public static String firstWord(String text) {
        TokenReader reader = new TokenReader(text, false);
        Token token = reader.next();
        while (token != null && token.kind() == Kind.COMMENT) {
            token = reader.next();
        }
        return token == null || token.kind() != Kind.WORD ? "" : token.in(text).toUpperCase(Locale.ROOT);
    }

    /** Whether these keywords follow each other from here on. */
    public boolean has(int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at < 0 || at + i >= all.size() || !all.get(at + i).isWord(text, words[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether one of these keywords is here. */
    public boolean hasAny(int at, String... words) {
        for (String word : words) {
            if (has(at, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether these keywords follow each other anywhere. */
    public boolean holds(String... words) {
        for (int i = 0; i < all.size(); i++) {
            if (has(i, words)) {
                return true;
            }
        }
        return false;
    }

    /** What could be a keyword here, in upper case; empty where nothing could. */
    public String keyword(int at) {
        boolean word = at >= 0 && at < all.size() && all.get(at).kind() == Kind.WORD;
        return word ? all.get(at).in(text).toUpperCase(Locale.ROOT) : "";
    }

    public boolean hasSymbol(int at, char symbol) {
        return at >= 0 && at < all.size() && all.get(at).isSymbol(text, symbol);
    }

    /** The place of a keyword outside of parentheses, from a place on; -1 where there is none. */
    public int find(String word, int from) {
        int depth = 0;
        for (int i = from; i < all.size(); i++) {
            depth += hasSymbol(i, '(') ? 1 : hasSymbol(i, ')') ? -1 : 0;
            if (depth == 0 && has(i, word)) {
                return i;
            }
        }
        return -1;
    }

    /** The place after these optional keywords. */
    public int skip(int at, String... words) {
        return has(at, words) ? at + words.length : at;
    }

    /** The place after the parentheses that open here; the same place where none do. */
    public int skipParentheses(int at) {
        if (!hasSymbol(at, '(')) {
            return at;
        }
        int depth = 0;
        for (int i = at; i < all.size(); i++) {
            depth += hasSymbol(i, '(') ? 1 : hasSymbol(i, ')') ? -1 : 0;
            if (depth == 0) {
                return i + 1;
            }
        }
        return all.size();
    }

    /** The name that is here, as PostgreSQL folds it; null where there is none. */
    public @Nullable String name(int at) {
        if (at < 0 || at >= all.size()) {
            return null;
        }
        Token token = all.get(at);
        String raw = token.in(text);
        return switch (token.kind()) {
            case WORD -> Identifier.folded(raw);
            case QUOTED_IDENTIFIER -> Identifier.unquoted(raw, escapeOf(at));
            default -> null;
        };
    }

    /** The character that escapes in the name that is here. */
    private char escapeOf(int at) {
        boolean own = has(at + 1, "UESCAPE") && at + 2 < all.size();
        String literal = own ? all.get(at + 2).in(text) : "";
        return literal.length() == 3 ? literal.charAt(1) : '\\';
    }

    /** The place after the name that is here. */
    int afterName(int at) {
        boolean escaped = all.get(at).kind() == Kind.QUOTED_IDENTIFIER && has(at + 1, "UESCAPE");
        return escaped ? at + 3 : at + 1;
    }

    /** A keyword, a name or the content of a literal, in lower case: what a setting can be set to. */
    public String value(int at) {
        if (at < 0 || at >= all.size()) {
            return "";
        }
        String raw = all.get(at).in(text);
        boolean literal = all.get(at).kind() == Kind.STRING && raw.startsWith("'") && raw.length() > 1;
        return (literal ? raw.substring(1, raw.length() - 1) : raw).toLowerCase(Locale.ROOT);
    }

    /** Everything from a place up to another. */
    public Tokens between(int from, int to) {
        return new Tokens(text, all.subList(Math.min(from, all.size()), Math.min(Math.max(from, to), all.size())));
    }

    /** The parts between the symbols of this kind that are outside of parentheses and brackets. */
    public List<Tokens> split(char symbol) {
        List<Tokens> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < all.size(); i++) {
            depth += hasSymbol(i, '(') || hasSymbol(i, '[') ? 1 : hasSymbol(i, ')') || hasSymbol(i, ']') ? -1 : 0;
            if (depth == 0 && hasSymbol(i, symbol)) {
                parts.add(between(from, i));
                from = i + 1;
            }
        }
        parts.add(between(from, all.size()));
        return parts;
    }

    /** What its plain literals hold. */
    public List<String> literals() {
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String text = all.get(i).kind() == Kind.STRING ? Block.content(this, i) : null;
            if (text != null) {
                literals.add(text);
            }
        }
        return literals;
    }

    Tokens withoutLiterals() {
        return new Tokens(
                text,
                all.stream()
                        .filter(token -> token.kind() != Kind.STRING && token.kind() != Kind.DOLLAR_STRING)
                        .toList());
    }

    /** The tokens as they are written, with one blank where there is something between them. */
    String plain(int longest, String cut) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < all.size(); i++) {
            Token token = all.get(i);
            plain.append(i > 0 && all.get(i - 1).end() < token.start() ? " " : "");
            int room = longest - cut.length() - plain.length();
            if (token.end() - token.start() > room) {
                return plain.append(text, token.start(), token.start() + Math.max(0, room))
                        .append(cut)
                        .toString();
            }
            plain.append(text, token.start(), token.end());
        }
        return plain.toString();
    }
}
