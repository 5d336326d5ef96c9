package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Effect.Verb;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the tokens of a statement what it does to a schema. */
final class EffectReader {
    private static final String[] MODIFIERS = {
        "GLOBAL",
        "LOCAL",
        "TEMP",
        "TEMPORARY",
        "UNLOGGED",
        "RECURSIVE",
        "CONSTRAINT",
        "UNIQUE",
        "DEFAULT",
        "TRUSTED",
        "PROCEDURAL"
    };

    private final Tokens tokens;
    private final List<Effect> effects = new ArrayList<>();

    EffectReader(Tokens tokens) {
        this.tokens = tokens;
    }

    List<Effect> read() {
        String first = tokens.size() == 0 ? "" : tokens.keyword(0);
        switch (first) {
            case "CREATE" -> create();
            case "DROP" -> drop();
            case "ALTER" -> effects.addAll(AlterReader.read(tokens));
            case "TRUNCATE" -> listed(Verb.WRITES, "rows", tokens.skip(1, "TABLE"));
            case "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "SELECT" -> rows();
            case "EXPLAIN" -> explained();
            case "COPY" -> {
                Name table = Name.at(tokens, 1);
                if (table != null && tokens.has(tokens.skipParentheses(table.end()), "FROM")) {
                    add(Verb.WRITES, "rows", table);
                }
            }
            default -> {}
        }
        if (effects.isEmpty()) {
            boolean rowsOnly = first.equals("DO") && !mayDefine();
            effects.add(Effect.of(Verb.OTHER, rowsOnly ? "BLOCK" : first, null, null));
        }
        return effects;
    }

    /** Whether the block of a DO may change something else than rows and temporary objects. */
    private boolean mayDefine() {
        if (tokens.text().length() > Statement.LONGEST_BLOCK) {
            return true;
        }
        WordSequence words = WordSequence.of(tokens);
        for (int i = 0; i < words.size(); i++) {
            if (words.hasAny(i, "CREATE", "ALTER", "DROP")
                    && !words.hasAny(i + 1, "TEMP", "TEMPORARY")
                    && words.get(i + 1).matches("[|%]|\\w.*")) {
                return true;
            }
        }
        return words.size() == 1;
    }

    private void add(Verb verb, String kind, @Nullable Name name) {
        effects.add(Effect.of(verb, kind, name, null));
    }

    /** Only with ANALYZE is the explained statement executed. */
    private void explained() {
        int options = tokens.skipParentheses(1);
        boolean analyses = tokens.has(1, "ANALYZE");
        for (int i = 2; i < options - 1; i++) {
            analyses |= tokens.has(i, "ANALYZE") && !tokens.value(i + 1).matches("false|off|0");
        }
        int at = tokens.skip(tokens.skip(options, "ANALYZE"), "VERBOSE");
        if (analyses && at < tokens.size()) {
            effects.addAll(new EffectReader(tokens.between(at, tokens.size())).read());
        }
    }

    private void create() {
        int at = tokens.skip(1, "OR", "REPLACE");
        boolean temporary = false;
        while (tokens.hasAny(at, MODIFIERS)) {
            temporary |= tokens.hasAny(at, "TEMP", "TEMPORARY");
            at++;
        }
        ObjectKind kind = ObjectKind.at(tokens, at);
        if (kind == null) {
            return;
        }
        int place = tokens.skip(tokens.skip(kind.end(), "CONCURRENTLY"), "IF", "NOT", "EXISTS");
        Name name = tokens.hasAny(place, "ON", "FOR") ? null : named(kind, tokens.skip(place, "AUTHORIZATION"));
        if (temporary) {
            add(Verb.OTHER, Effect.TEMPORARY, name);
            return;
        }
        int from = name == null ? place : name.end();
        Name table = kind.isOnTable() ? tableAfter(kind.name().equals("rule") ? "TO" : "ON", from) : null;
        effects.add(Effect.of(Verb.CREATES, kind.name(), name, table));
        if (kind.name().equals("schema") && name != null) {
            elements(name, from);
        }
    }

    private @Nullable Name named(ObjectKind kind, int place) {
        return kind.name().equals("operator") ? Name.operatorAt(tokens, place) : Name.at(tokens, place);
    }

    /** What a CREATE SCHEMA creates in it. */
    private void elements(Name schema, int from) {
        int at = tokens.find("CREATE", from);
        while (at > 0) {
            int next = tokens.find("CREATE", at + 1);
            Tokens element = tokens.between(at, next < 0 ? tokens.size() : next);
            new EffectReader(element).read().forEach(each -> effects.add(each.in(schema)));
            at = next;
        }
    }

    private @Nullable Name tableAfter(String word, int from) {
        int on = tokens.find(word, from);
        return on < 0 ? null : Name.at(tokens, tokens.skip(on + 1, "ONLY"));
    }

    private void drop() {
        if (tokens.has(1, "OWNED", "BY")) {
            listed(Verb.DROPS, "objects owned by", 3);
            return;
        }
        ObjectKind kind = ObjectKind.at(tokens, 1);
        if (kind == null) {
            return;
        }
        int place = tokens.skip(tokens.skip(kind.end(), "CONCURRENTLY"), "IF", "EXISTS");
        listed(Verb.DROPS, kind.name(), place);
        if (kind.isOnTable()) {
            Name on = tableAfter("ON", place);
            effects.replaceAll(each -> each.on(on));
        }
    }

    /** Objects whose names follow each other, with the arguments of functions. */
    private void listed(Verb verb, String kind, int from) {
        int at = from - 1;
        do {
            int place = tokens.skip(at + 1, "ONLY");
            Name name = tokens.hasAny(place, "FOR") ? null : named(new ObjectKind(kind, place), place);
            add(verb, kind, name);
            at = name == null ? tokens.size() : tokens.skipParentheses(name.end());
            at = verb == Verb.WRITES && tokens.hasSymbol(at, '*') ? at + 1 : at;
        } while (tokens.hasSymbol(at, ','));
    }

    /** The tables whose rows change, also within the parts of a WITH; and the table that a SELECT INTO creates. */
    private void rows() {
        for (int i = 0; i < tokens.size(); i++) {
            boolean begins = i == 0 || tokens.hasSymbol(i - 1, '(') || tokens.hasSymbol(i - 1, ')');
            boolean into = tokens.hasAny(i, "INSERT", "MERGE") && tokens.has(i + 1, "INTO");
            if (begins && (into || tokens.has(i, "DELETE", "FROM") || tokens.has(i, "UPDATE"))) {
                Name table = Name.at(tokens, tokens.skip(i + (tokens.has(i, "UPDATE") ? 1 : 2), "ONLY"));
                if (table != null) {
                    add(Verb.WRITES, "rows", table);
                }
            }
        }
        int into = tokens.hasAny(0, "SELECT", "WITH") ? tokens.find("INTO", 1) : -1;
        if (into > 0 && !tokens.hasAny(into - 1, "INSERT", "MERGE")) {
            int storage = tokens.hasAny(into + 1, "GLOBAL", "LOCAL") ? into + 2 : into + 1;
            boolean temporary = tokens.hasAny(storage, "TEMP", "TEMPORARY");
            int place = temporary ? storage + 1 : tokens.skip(storage, "UNLOGGED");
            add(
                    temporary ? Verb.OTHER : Verb.CREATES,
                    temporary ? Effect.TEMPORARY : "table",
                    Name.at(tokens, tokens.skip(place, "TABLE")));
        }
    }
}
