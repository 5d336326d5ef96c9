package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The tokens of a statement or of a part of one; a place after the last token is nothing, and no error. */
public record Tokens(String text, List<Token> all) {
    public Tokens {
        all = List.copyOf(all);
    }

    public int size() {
        return all.size();
    }

    /** Whether these keywords follow each other from here on. */
    public boolean has(int at, String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= all.size() || !all.get(at + i).isWord(text, words[i])) {
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
            case WORD -> raw.toLowerCase(Locale.ROOT);
            case QUOTED_IDENTIFIER ->
                raw.startsWith("\"")
                        ? raw.substring(1, Math.max(1, raw.length() - 1)).replace("\"\"", "\"")
                        : raw;
            default -> null;
        };
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
}
