package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.Effect.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads from the tokens of a statement what it does to a schema. */
final class EffectReader {
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
            case "ALTER" -> alter();
            case "TRUNCATE" -> listed(Verb.WRITES, "rows", tokens.skip(1, "TABLE"));
            case "INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "SELECT" -> rows();
            case "COPY" -> {
                Name table = Name.at(tokens, 1);
                if (table != null && tokens.has(tokens.skipParentheses(table.end()), "FROM")) {
                    add(Verb.WRITES, "rows", table, "");
                }
            }
            default -> {}
        }
        if (effects.isEmpty()) {
            boolean rowsOnly = first.equals("DO") && !mayDefine();
            effects.add(new Effect(Verb.OTHER, rowsOnly ? "BLOCK" : first, "", ""));
        }
        return effects;
    }

    /** Whether the block of a DO may change something else than rows and temporary objects. */
    private boolean mayDefine() {
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

    private void add(Verb verb, String kind, @Nullable Name name, String on) {
        effects.add(
                name == null
                        ? new Effect(verb, kind, "", on)
                        : new Effect(verb, kind, name.written(), on, String.join(".", name.folded())));
    }

    private void create() {
        int at = tokens.skip(1, "OR", "REPLACE");
        boolean temporary = false;
        while (tokens.hasAny(
                at,
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
                "PROCEDURAL")) {
            temporary |= tokens.hasAny(at, "TEMP", "TEMPORARY");
            at++;
        }
        ObjectKind kind = ObjectKind.at(tokens, at);
        if (kind == null) {
            return;
        }
        int place = tokens.skip(tokens.skip(kind.end(), "CONCURRENTLY"), "IF", "NOT", "EXISTS");
        Name name = tokens.hasAny(place, "ON", "FOR") ? null : Name.at(tokens, tokens.skip(place, "AUTHORIZATION"));
        if (temporary) {
            add(Verb.OTHER, Effect.TEMPORARY, name, "");
            return;
        }
        int from = name == null ? place : name.end();
        add(
                Verb.CREATES,
                kind.name(),
                name,
                kind.isOnTable() ? tableAfter(kind.name().equals("rule") ? "TO" : "ON", from) : "");
        if (kind.name().equals("schema") && name != null) {
            elements(name, from);
        }
    }

    /** What a CREATE SCHEMA creates in it. */
    private void elements(Name schema, int from) {
        int at = tokens.find("CREATE", from);
        while (at > 0) {
            int next = tokens.find("CREATE", at + 1);
            Tokens element = tokens.between(at, next < 0 ? tokens.size() : next);
            for (Effect each : new EffectReader(element).read()) {
                boolean bare = !each.name().isEmpty() && !each.name().contains(".");
                effects.add(
                        bare && each.on().isEmpty()
                                ? new Effect(
                                        each.verb(),
                                        each.kind(),
                                        schema.written() + "." + each.name(),
                                        "",
                                        String.join(".", schema.folded()) + "." + each.folded())
                                : each);
            }
            at = next;
        }
    }

    private String tableAfter(String word, int from) {
        int on = tokens.find(word, from);
        Name table = on < 0 ? null : Name.at(tokens, tokens.skip(on + 1, "ONLY"));
        return table == null ? "" : table.written();
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
            String on = tableAfter("ON", place);
            effects.replaceAll(each -> new Effect(each.verb(), each.kind(), each.name(), on, each.folded()));
        }
    }

    /** Objects whose names follow each other, with the arguments of functions. */
    private void listed(Verb verb, String kind, int from) {
        int at = from - 1;
        do {
            Name name = tokens.hasAny(at + 1, "FOR") ? null : Name.at(tokens, tokens.skip(at + 1, "ONLY"));
            add(verb, kind, name, "");
            at = name == null ? tokens.size() : tokens.skipParentheses(name.end());
        } while (tokens.hasSymbol(at, ','));
    }

    private void alter() {
        ObjectKind kind = ObjectKind.at(tokens, 1);
        if (kind == null) {
            kind = new ObjectKind(tokens.keyword(1).toLowerCase(Locale.ROOT), 2);
        }
        Name name = Name.at(tokens, tokens.skip(tokens.skip(kind.end(), "IF", "EXISTS"), "ONLY"));
        if (name == null || !kind.name().equals("table")) {
            int action = name == null ? tokens.size() : tokens.skipParentheses(name.end());
            boolean moves = tokens.has(action, "SET", "SCHEMA");
            boolean renames = tokens.has(action, "RENAME", "TO");
            add(renames ? Verb.RENAMES : moves ? Verb.MOVES : Verb.ALTERS, kind.name(), name, "");
            return;
        }
        for (Tokens action : tokens.between(
                        tokens.hasSymbol(name.end(), '*') ? name.end() + 1 : name.end(), tokens.size())
                .split(',')) {
            effects.add(AlterAction.effect(name, action));
        }
    }

    /** The tables whose rows change, also within the parts of a WITH; and the table that a SELECT INTO creates. */
    private void rows() {
        for (int i = 0; i < tokens.size(); i++) {
            boolean begins = i == 0 || tokens.hasSymbol(i - 1, '(') || tokens.hasSymbol(i - 1, ')');
            boolean into = tokens.hasAny(i, "INSERT", "MERGE") && tokens.has(i + 1, "INTO");
            if (begins && (into || tokens.has(i, "DELETE", "FROM") || tokens.has(i, "UPDATE"))) {
                Name table = Name.at(tokens, tokens.skip(i + (tokens.has(i, "UPDATE") ? 1 : 2), "ONLY"));
                if (table != null) {
                    add(Verb.WRITES, "rows", table, "");
                }
            }
        }
        int into = tokens.hasAny(0, "SELECT", "WITH") ? tokens.find("INTO", 1) : -1;
        if (into > 0 && !tokens.hasAny(into - 1, "INSERT", "MERGE")) {
            boolean temporary = tokens.hasAny(into + 1, "TEMP", "TEMPORARY");
            int place = temporary ? into + 2 : tokens.skip(into + 1, "UNLOGGED");
            add(
                    temporary ? Verb.OTHER : Verb.CREATES,
                    temporary ? Effect.TEMPORARY : "table",
                    Name.at(tokens, tokens.skip(place, "TABLE")),
                    "");
        }
    }
}
