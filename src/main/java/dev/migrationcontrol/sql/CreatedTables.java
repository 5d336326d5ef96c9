package dev.migrationcontrol.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Which of the tables that scripts create are there after all of them. What a statement may take away without saying so in
 * plain SQL, such as a {@code DO} block, counts as taken away when it is named.
 */
public final class CreatedTables {
    /** What a text has that takes a table away, or that makes it impossible to say what it does. */
    private static final Pattern MAY_TAKE_AWAY =
            Pattern.compile("drop|rename|schema|execute", Pattern.CASE_INSENSITIVE);
    /** Statements that do what a function or a block does. */
    private static final Set<String> RUNNING = Set.of("DO", "CALL", "SELECT", "EXECUTE");

    private final SqlWords gone = new SqlWords();
    private boolean unknown;

    /** Takes in what the statements of a script take away. */
    public void follow(List<Statement> statements) {
        statements.forEach(this::follow);
    }

    /** What of the tables that these statements create is there in the end. */
    public List<Effect> lasting(List<Statement> statements) {
        if (unknown) {
            return List.of();
        }
        return statements.stream()
                .flatMap(statement -> Effect.of(statement).stream())
                .filter(effect -> effect.verb() == Effect.Verb.CREATES
                        && effect.kind().equals("table")
                        && !effect.name().isEmpty())
                .filter(effect -> !gone.contain(Name.last(effect.name())))
                .distinct()
                .toList();
    }

    private void follow(Statement statement) {
        Tokens tokens = statement.tokens();
        unknown |= takesSchemas(WordSequence.of(tokens.between(0, 2)), 0);
        boolean runs = RUNNING.contains(tokens.keyword(0));
        if (runs || isRoutine(tokens)) {
            boolean takesAway = MAY_TAKE_AWAY.matcher(statement.text()).find();
            unknown |= takesAway && (statement.isCut() || takeSchemas(WordSequence.of(tokens)));
            if (takesAway) {
                gone.add(tokens);
            } else if (runs) {
                gone.addLiterals(tokens);
            }
        } else {
            Effect.of(statement).stream()
                    .filter(effect -> effect.takesAway() && effect.kind().equals("table"))
                    .forEach(effect -> gone.addName(Name.last(effect.name())));
        }
    }

    private static boolean isRoutine(Tokens tokens) {
        int kind = tokens.has(0, "CREATE") ? tokens.skip(1, "OR", "REPLACE") : tokens.size();
        return tokens.hasAny(kind, "FUNCTION", "PROCEDURE", "RULE");
    }

    private static boolean takeSchemas(WordSequence words) {
        return IntStream.range(0, words.size()).anyMatch(at -> takesSchemas(words, at));
    }

    private static boolean takesSchemas(WordSequence words, int at) {
        return words.hasAny(at, "DROP", "ALTER") && words.hasAny(at + 1, "SCHEMA", "OWNED");
    }
}
