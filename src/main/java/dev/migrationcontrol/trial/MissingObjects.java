package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.SqlWords;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.Tokens;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What would be there if all statements had run: a later script that misses it is not itself at fault. */
final class MissingObjects {
    /** Undefined table, column, object, function and schema; a row that a foreign key asks for; no such constraint. */
    private static final Set<String> MISSED =
            Set.of("42P01", "42703", "42704", "42883", "3F000", "42P02", "23503", "42P10", "42830");

    /** What the server's own sentences consist of, next to names. */
    private static final Set<String> SENTENCE = Set.of("""
            a access aggregate and as class collation column constraint data default does domain exist
            extension for foreign from function has in index insert is key matching method missing named no
            not object of on operator or policy present procedure references relation role routine rule
            schema sequence set table the there to trigger type unique update view violates with integer
            text unknown boolean bigint uuid jsonb numeric timestamp time zone without character varying
            record date""".split("\\s+"));

    private static final int MOST = 20_000;

    /** A row is missed only where a foreign key asks for it. */
    private static final String ROW_MISSED = "23503";

    /**
     * What would have made something.
     *
     * @param on the table of a column; empty for what is no column
     * @param rows whether it would have written rows
     */
    private record Maker(String where, String on, boolean rows) {}

    private final Map<String, List<Maker>> makers = new LinkedHashMap<>();
    private final Map<String, SqlWords> texts = new LinkedHashMap<>();
    private int size;

    /** A statement that did not run. */
    void add(String where, Statement statement) {
        for (Effect effect : Effect.of(statement)) {
            switch (effect.verb()) {
                case CREATES, WRITES -> add(where, effect);
                case RENAMES, ALTERS -> newName(statement).ifPresent(name -> put(name, new Maker(where, "", false)));
                default -> {}
            }
        }
        if (isProgram(statement)) {
            addText(where, statement.text());
        }
    }

    private void add(String where, Effect effect) {
        String on = effect.kind().equals("column") ? last(effect.on()) : "";
        put(last(effect.name()), new Maker(where, on, effect.verb() == Effect.Verb.WRITES));
    }

    private void put(String name, Maker maker) {
        if (!name.isEmpty() && size < MOST) {
            makers.computeIfAbsent(name, first -> new ArrayList<>()).add(maker);
            size++;
        }
    }

    /** A script of which nothing ran. */
    void addScript(String where, String sql) {
        ReadScript.of(sql).statements().forEach(each -> add(where, each));
    }

    /** A program that did not run: what it would have made it names in some way. */
    void addText(String where, String text) {
        if (texts.size() < MOST) {
            texts.computeIfAbsent(where, first -> new SqlWords()).addCode(text);
        }
    }

    /** Where what a failure misses would have been made, when that did not run. */
    Optional<String> cause(RunFailure failure, String statement) {
        RunFailure.ServerError error = failure.error();
        if (error == null || error.sqlState() == null || !MISSED.contains(error.sqlState())) {
            return Optional.empty();
        }
        boolean row = error.sqlState().equals(ROW_MISSED);
        Set<String> named = row ? lastName(failure.message()) : names(failure.message());
        Set<String> context = new LinkedHashSet<>(named);
        Tokens tokens = Tokens.of(statement);
        for (int i = 0; i < tokens.size(); i++) {
            String name = tokens.name(i);
            if (name != null) {
                context.add(name.toLowerCase(Locale.ROOT));
            }
        }
        return named.stream()
                .flatMap(name -> makers.getOrDefault(name, List.of()).stream())
                .filter(maker -> maker.rows() == row)
                .filter(maker -> maker.on().isEmpty() || context.contains(maker.on()))
                .map(Maker::where)
                .findFirst()
                .or(() -> texts.entrySet().stream()
                        .filter(text -> named.stream().anyMatch(text.getValue()::contain))
                        .map(Map.Entry::getKey)
                        .findFirst());
    }

    /** The names in a sentence of the server: what is quoted, and what is no word of its own. */
    static Set<String> names(String message) {
        Set<String> names = new LinkedHashSet<>();
        StringBuilder word = new StringBuilder();
        char before = ' ';
        char start = ' ';
        for (int i = 0; i <= message.length(); i++) {
            char c = i < message.length() ? message.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '_' || c == '$') {
                start = word.isEmpty() ? before : start;
                word.append(c);
            } else {
                String name = word.toString().toLowerCase(Locale.ROOT);
                boolean quoted = start == '"' && c == '"';
                boolean called = c == '(' && before != ' ';
                if (!name.isEmpty() && (quoted || called || start == '.' || c == '.' || !SENTENCE.contains(name))) {
                    names.add(name);
                }
                word.setLength(0);
            }
            before = c;
        }
        return names;
    }

    /** The table that a foreign key refers to. */
    private static Set<String> lastName(String message) {
        String[] parts = message.split("\"");
        return parts.length < 3 ? Set.of() : Set.of(parts[parts.length % 2 == 0 ? parts.length - 1 : parts.length - 2]);
    }

    private static boolean isProgram(Statement statement) {
        String first = statement.firstWord();
        return first.equals("DO") || first.equals("CALL") || first.equals("SELECT");
    }

    /** What something is called after a RENAME. */
    private static Optional<String> newName(Statement statement) {
        Tokens tokens = statement.tokens();
        int rename = tokens.find("RENAME", 1);
        int to = rename < 0 ? -1 : tokens.find("TO", rename);
        return to < 0 ? Optional.empty() : Optional.ofNullable(tokens.name(to + 1));
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
