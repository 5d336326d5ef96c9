package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.Token.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What statements do to the transaction that they are in, and what PostgreSQL refuses to use in the one that made it. */
public final class TransactionRules {
    private TransactionRules() {}

    /** Whether it begins or ends a transaction; going back to a savepoint does neither. */
    public static boolean controls(Statement statement) {
        return begins(statement) || ends(statement);
    }

    /** Whether its first word is one that copies data, or begins or ends a transaction or a part of one. */
    public static boolean touches(Statement statement) {
        Tokens head = statement.head();
        return head.hasAny(0, "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE", "COPY")
                || head.has(0, "PREPARE", "TRANSACTION");
    }

    public static boolean begins(Statement statement) {
        Tokens tokens = statement.head();
        return tokens.has(0, "BEGIN") || tokens.has(0, "START", "TRANSACTION");
    }

    public static boolean ends(Statement statement) {
        Tokens tokens = statement.head();
        return tokens.hasAny(0, "COMMIT", "END", "ROLLBACK", "ABORT")
                && !tokens.has(1, "PREPARED")
                && !tokens.has(afterWord(tokens), "TO");
    }

    /** Whether it ends a transaction, and begins none at once, as {@code COMMIT AND CHAIN} does. */
    public static boolean leaves(Statement statement) {
        Tokens tokens = statement.head();
        int after = afterWord(tokens);
        return ends(statement) && !(tokens.has(after, "AND") && !tokens.has(after + 1, "NO"));
    }

    /** Whether it says no more than {@code BEGIN} or {@code COMMIT}. */
    public static boolean isPlain(Statement statement) {
        Tokens tokens = statement.head();
        boolean plain = tokens.has(0, "START", "TRANSACTION") || tokens.hasAny(0, "BEGIN", "COMMIT", "END");
        return plain && afterWord(tokens) == tokens.size();
    }

    /** Whether it begins the next transaction by ending the one that is open. */
    public static boolean chains(Statement statement) {
        Tokens tokens = statement.head();
        return ends(statement) && tokens.has(afterWord(tokens), "AND", "CHAIN");
    }

    /** The savepoint that a statement makes, releases or goes back to, as PostgreSQL folds its name; empty for others. */
    public static String savepoint(Statement statement) {
        Tokens tokens = statement.head();
        int to = afterWord(tokens);
        int name = tokens.has(0, "SAVEPOINT")
                ? 1
                : tokens.has(0, "RELEASE")
                        ? tokens.skip(1, "SAVEPOINT")
                        : tokens.has(0, "ROLLBACK") && tokens.has(to, "TO")
                                ? tokens.skip(to + 1, "SAVEPOINT")
                                : tokens.size();
        return Objects.requireNonNullElse(tokens.name(name), "");
    }

    private static int afterWord(Tokens tokens) {
        return tokens.hasAny(1, "WORK", "TRANSACTION") ? 2 : 1;
    }

    /** The first use of an enum's value in the transaction of the statement that adds it. */
    public static Optional<Statement> useOfAddedValue(List<Statement> statements) {
        for (int i = 0; i < statements.size(); i++) {
            String value = addedValue(statements.get(i).head());
            if (!value.isEmpty()) {
                Optional<Statement> use = statements.subList(i + 1, statements.size()).stream()
                        .takeWhile(later -> !ends(later))
                        .filter(later -> uses(later, value))
                        .findFirst();
                if (use.isPresent()) {
                    return use;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether it adds a value to an enum. */
    public static boolean addsEnumValue(Statement statement) {
        return !addedValue(statement.head()).isEmpty();
    }

    /** The literal of the value; empty where none is added. */
    private static String addedValue(Tokens tokens) {
        Name type = tokens.has(0, "ALTER", "TYPE") ? Name.at(tokens, 2) : null;
        if (type == null || !tokens.has(type.end(), "ADD", "VALUE")) {
            return "";
        }
        int value = tokens.skip(type.end() + 2, "IF", "NOT", "EXISTS");
        return value < tokens.size() ? tokens.all().get(value).in(tokens.text()) : "";
    }

    private static boolean uses(Statement statement, String literal) {
        return statement.text().contains(literal)
                && addedValue(statement.head()).isEmpty()
                && statement.parts().stream()
                        .anyMatch(part -> part.all().stream()
                                .anyMatch(token -> token.kind() == Kind.STRING
                                        && token.in(part.text()).equals(literal)));
    }
}
