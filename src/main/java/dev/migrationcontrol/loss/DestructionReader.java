package dev.migrationcontrol.loss;

import dev.migrationcontrol.loss.Destruction.Kind;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads from the text of a script what it may destroy. What a block puts together while it runs is not seen. */
final class DestructionReader {
    /** The condition of a DELETE without one. */
    static final String ALL_ROWS = "true";

    /** Of a DELETE that only the server can read. */
    static final String NOT_COUNTABLE = "";

    static final String CASCADE = "CASCADE";

    private final List<Destruction> found = new ArrayList<>();
    private List<String> path = List.of();
    private int line;

    private DestructionReader() {}

    /** In the order of its statements. */
    static List<Destruction> read(String script) {
        DestructionReader reader = new DestructionReader();
        for (Statement statement : ReadScript.of(script).statements()) {
            reader.line = statement.line();
            for (Tokens part : statement.parts()) {
                reader.part(part);
            }
        }
        return reader.found;
    }

    private void part(Tokens tokens) {
        if (tokens.has(0, "SET")) {
            followPath(tokens);
            return;
        }
        if (tokens.has(0, "DELETE", "FROM")) {
            delete(tokens);
            return;
        }
        boolean cascades = tokens.has(tokens.size() - 1, "CASCADE");
        for (Effect effect : Effect.of(tokens)) {
            effect(tokens, effect, cascades);
        }
    }

    private void effect(Tokens tokens, Effect effect, boolean cascades) {
        switch (effect.verb()) {
            case DROPS -> dropped(effect, cascades);
            case WRITES -> written(tokens, effect);
            case RENAMES -> renamed(effect);
            case MOVES -> {
                if (effect.kind().equals("table")) {
                    add(Kind.MOVE_TABLE, effect.folded(), null, effect.to());
                }
            }
            case ALTERS -> {
                if (effect.kind().equals("column")) {
                    retyped(tokens, effect);
                }
            }
            default -> {}
        }
    }

    private void dropped(Effect effect, boolean cascades) {
        if (effect.folded().isEmpty()) {
            return;
        }
        switch (effect.kind()) {
            case "table" -> add(Kind.DROP_TABLE, effect.folded(), null, "");
            case "column" -> add(Kind.DROP_COLUMN, effect.foldedOn(), column(effect), "");
            case "schema" -> add(Kind.DROP_SCHEMA, effect.folded(), null, "");
            case "type", "domain" -> {
                if (cascades) {
                    add(Kind.DROP_TYPE, effect.folded(), null, "");
                }
            }
            case "extension" -> {
                if (cascades) {
                    add(Kind.DROP_EXTENSION, effect.folded(), null, "");
                }
            }
            default -> {}
        }
    }

    private void written(Tokens tokens, Effect effect) {
        if (effect.folded().isEmpty()) {
            return;
        }
        if (tokens.has(0, "TRUNCATE")) {
            add(Kind.TRUNCATE, effect.folded(), null, tokens.has(tokens.size() - 1, "CASCADE") ? CASCADE : "");
        } else if (tokens.has(0, "WITH") && tokens.holds("DELETE", "FROM")) {
            // Which of its tables loses which rows is known to the server alone.
            add(Kind.DELETE, effect.folded(), null, "");
        }
    }

    private void renamed(Effect effect) {
        if (effect.kind().equals("table")) {
            add(Kind.RENAME_TABLE, effect.folded(), null, effect.to());
        } else if (effect.kind().equals("column")) {
            add(Kind.RENAME_COLUMN, effect.foldedOn(), column(effect), effect.to());
        }
    }

    private static String column(Effect effect) {
        return ObjectName.of(effect.folded()).name();
    }

    /** The new type, and how the values become one of it. */
    private void retyped(Tokens tokens, Effect effect) {
        String column = column(effect);
        for (int i = 0; i < tokens.size(); i++) {
            int at = tokens.skip(i + 1, "COLUMN");
            if (!tokens.has(i, "ALTER") || !column.equals(tokens.name(at))) {
                continue;
            }
            int type = tokens.skip(at + 1, "SET", "DATA");
            if (tokens.has(type, "TYPE")) {
                int end = end(tokens, type + 1);
                int using = tokens.find("USING", type + 1);
                boolean converts = using > 0 && using < end;
                String name = text(tokens, type + 1, converts ? using : end);
                add(Kind.NARROW, effect.foldedOn(), column, name);
                return;
            }
        }
    }

    /** The place of the comma after an action, or the end. */
    private static int end(Tokens tokens, int from) {
        int at = from;
        while (at < tokens.size() && !tokens.hasSymbol(at, ',')) {
            at = tokens.hasSymbol(at, '(') ? tokens.skipParentheses(at) : at + 1;
        }
        return at;
    }

    /** The condition is counted where nothing but it follows the table. */
    private void delete(Tokens tokens) {
        List<Effect> effects = Effect.of(tokens);
        if (effects.isEmpty() || effects.get(0).folded().isEmpty()) {
            return;
        }
        int end = nameEnd(tokens, tokens.skip(2, "ONLY"));
        boolean plain =
                tokens.has(end, "WHERE") && !tokens.has(end + 1, "CURRENT", "OF") && tokens.find("RETURNING", end) < 0;
        String condition =
                end >= tokens.size() ? ALL_ROWS : plain ? text(tokens, end + 1, tokens.size()) : NOT_COUNTABLE;
        add(Kind.DELETE, effects.get(0).folded(), null, condition);
    }

    private static int nameEnd(Tokens tokens, int from) {
        int at = from + 1;
        while (tokens.hasSymbol(at, '.')) {
            at += 2;
        }
        return at;
    }

    private static String text(Tokens tokens, int from, int to) {
        return from >= to
                ? ""
                : tokens.text()
                        .substring(
                                tokens.all().get(from).start(),
                                tokens.all().get(to - 1).end());
    }

    private void followPath(Tokens tokens) {
        int name = tokens.hasAny(1, "SESSION", "LOCAL") ? 2 : 1;
        if (!tokens.has(name, "SEARCH_PATH")) {
            return;
        }
        List<String> schemas = new ArrayList<>();
        for (int i = name + 2; i < tokens.size(); i++) {
            String schema = tokens.name(i);
            if (schema != null && !tokens.has(i, "DEFAULT")) {
                schemas.add(schema);
            } else if (!tokens.value(i).isEmpty()) {
                schemas.add(tokens.value(i));
            }
        }
        path = schemas;
    }

    private void add(Kind kind, String folded, @Nullable String column, String detail) {
        found.add(new Destruction(line, kind, ObjectName.of(folded), column, detail, path));
    }
}
