package dev.migrationcontrol.statement;

import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place in the tokens of a statement, which moves on. */
final class Cursor {
    private final Tokens tokens;
    private int at;

    Cursor(Tokens tokens) {
        this.tokens = tokens;
    }

    /** A statement is not what its first words promised. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message, null, false, false);
        }
    }

    Tokens tokens() {
        return tokens;
    }

    int at() {
        return at;
    }

    void moveTo(int place) {
        at = place;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    boolean is(String... words) {
        return tokens.has(at, words);
    }

    boolean isAny(String... words) {
        return tokens.hasAny(at, words);
    }

    boolean isSymbol(char symbol) {
        return tokens.hasSymbol(at, symbol);
    }

    boolean take(String... words) {
        boolean found = tokens.has(at, words);
        at += found ? words.length : 0;
        return found;
    }

    boolean takeAny(String... words) {
        boolean found = tokens.hasAny(at, words);
        at += found ? 1 : 0;
        return found;
    }

    boolean take(char symbol) {
        boolean found = tokens.hasSymbol(at, symbol);
        at += found ? 1 : 0;
        return found;
    }

    void skip() {
        at++;
    }

    /** The next token in upper case; empty at the end. */
    String word() {
        return tokens.value(at++).toUpperCase(Locale.ROOT);
    }

    String peek() {
        return tokens.keyword(at);
    }

    String identifier() {
        String name = tokens.name(at);
        if (name == null) {
            throw new Unreadable("a name is expected " + place());
        }
        at++;
        return name;
    }

    /** A name with its schema; a database before that is left out. */
    ObjectName name() {
        String schema = null;
        String name = identifier();
        while (isSymbol('.')) {
            at++;
            schema = name;
            name = identifier();
        }
        return new ObjectName(schema, name);
    }

    @Nullable
    ObjectName optionalName() {
        return tokens.name(at) == null ? null : name();
    }

    List<ObjectName> names() {
        List<ObjectName> names = new ArrayList<>();
        do {
            take("ONLY");
            boolean wrapped = take('(');
            names.add(name());
            if (wrapped) {
                take(')');
            }
            take('*');
            at = tokens.skipParentheses(at);
        } while (take(','));
        return names;
    }

    /** The tokens between the parentheses that open here. */
    Tokens parentheses() {
        int end = tokens.skipParentheses(at);
        if (end == at || !tokens.hasSymbol(end - 1, ')')) {
            throw new Unreadable("parentheses are expected " + place());
        }
        Tokens inner = tokens.between(at + 1, end - 1);
        at = end;
        return inner;
    }

    /** The names in the parentheses that open here; an expression has no name of its own. */
    List<String> columnNames() {
        List<String> names = new ArrayList<>();
        for (Tokens each : parentheses().split(',')) {
            String name = each.name(0);
            boolean plain = name != null && !each.hasSymbol(1, '(') && !each.hasSymbol(1, '.');
            names.add(plain ? name : Command.CreateIndex.EXPRESSION);
        }
        return names;
    }

    /** The tokens up to one of these words outside of parentheses, or to the end. */
    Tokens until(String... words) {
        int from = at;
        int depth = 0;
        while (!atEnd() && (depth > 0 || at == from || !tokens.hasAny(at, words))) {
            depth += isSymbol('(') || isSymbol('[') ? 1 : isSymbol(')') || isSymbol(']') ? -1 : 0;
            at++;
        }
        return tokens.between(from, at);
    }

    Tokens rest() {
        Tokens rest = tokens.between(at, tokens.size());
        at = tokens.size();
        return rest;
    }

    String restText() {
        return Expression.of(rest()).text();
    }

    private String place() {
        return atEnd() ? "at the end" : "at \"" + tokens.all().get(at).in(tokens.text()) + "\"";
    }
}
