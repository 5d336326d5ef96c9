package dev.migrationcontrol.sql;

import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The statements that PostgreSQL 15 to 18 refuse inside of a transaction block. Not among them is {@code ALTER TYPE … ADD
 * VALUE}, which is allowed there since PostgreSQL 12. What depends on the kind of a relation, as {@code REINDEX} of a
 * partitioned table does, only the server can know.
 */
public final class TransactionBlocks {
    private static final Map<String, Function<Tokens, @Nullable String>> BY_FIRST_WORD = Map.ofEntries(
            Map.entry("VACUUM", tokens -> "VACUUM"),
            Map.entry("CREATE", TransactionBlocks::create),
            Map.entry("DROP", TransactionBlocks::drop),
            Map.entry("ALTER", TransactionBlocks::alter),
            Map.entry("REINDEX", TransactionBlocks::reindex),
            Map.entry("CLUSTER", TransactionBlocks::cluster),
            Map.entry("DISCARD", tokens -> tokens.has(1, "ALL") ? "DISCARD ALL" : null),
            Map.entry("COMMIT", tokens -> tokens.has(1, "PREPARED") ? "COMMIT PREPARED" : null),
            Map.entry("ROLLBACK", tokens -> tokens.has(1, "PREPARED") ? "ROLLBACK PREPARED" : null));

    private TransactionBlocks() {}

    /** Whether it cannot run inside of a transaction block; of procedures nothing is known. */
    public static boolean refuse(Statement statement) {
        return refused(statement, name -> false) != null;
    }

    /**
     * The name of a statement that cannot run inside of a transaction block; null for one that can.
     *
     * @param committing whether a procedure of this name ends transactions
     */
    public static @Nullable String refused(Statement statement, Predicate<String> committing) {
        String first = Tokens.firstWord(statement.text());
        if (first.equals("CALL") || first.equals("DO")) {
            return committing(statement.tokens(), committing);
        }
        Function<Tokens, @Nullable String> rule = BY_FIRST_WORD.get(first);
        return rule == null ? null : rule.apply(statement.tokens());
    }

    private static @Nullable String committing(Tokens tokens, Predicate<String> committing) {
        if (tokens.has(0, "CALL")) {
            String name = Procedures.called(tokens, 1);
            return name != null && committing.test(name) ? "CALL of a procedure that ends transactions" : null;
        }
        Procedures.Body body = Procedures.Body.of(tokens);
        boolean ends = body.endsTransactions() || body.calls().stream().anyMatch(committing);
        return ends ? "DO with a block that ends transactions" : null;
    }

    private static @Nullable String create(Tokens tokens) {
        if (tokens.hasAny(1, "DATABASE", "TABLESPACE")) {
            return "CREATE " + tokens.value(1).toUpperCase(Locale.ROOT);
        }
        if (tokens.has(1, "SUBSCRIPTION")) {
            return isOff(tokens, "connect") || isOff(tokens, "create_slot") ? null : "CREATE SUBSCRIPTION";
        }
        return tokens.has(tokens.skip(1, "UNIQUE"), "INDEX", "CONCURRENTLY") ? "CREATE INDEX CONCURRENTLY" : null;
    }

    private static @Nullable String drop(Tokens tokens) {
        if (tokens.hasAny(1, "DATABASE", "TABLESPACE", "SUBSCRIPTION")) {
            return "DROP " + tokens.value(1).toUpperCase(Locale.ROOT);
        }
        return tokens.has(1, "INDEX", "CONCURRENTLY") ? "DROP INDEX CONCURRENTLY" : null;
    }

    private static @Nullable String alter(Tokens tokens) {
        if (tokens.has(1, "SYSTEM")) {
            return "ALTER SYSTEM";
        }
        if (tokens.has(1, "DATABASE")) {
            return tokens.has(3, "SET", "TABLESPACE") ? "ALTER DATABASE … SET TABLESPACE" : null;
        }
        if (tokens.has(1, "SUBSCRIPTION")) {
            return alterSubscription(tokens);
        }
        boolean detaches = tokens.has(1, "TABLE")
                && tokens.has(tokens.size() - 1, "CONCURRENTLY")
                && tokens.has(tokens.find("DETACH", 2), "DETACH", "PARTITION");
        return detaches ? "ALTER TABLE … DETACH PARTITION … CONCURRENTLY" : null;
    }

    /** What reads the publisher anew, and what changes the slot there. */
    private static @Nullable String alterSubscription(Tokens tokens) {
        boolean refreshes = tokens.has(3, "REFRESH")
                || (tokens.hasAny(3, "SET", "ADD", "DROP")
                        && tokens.has(4, "PUBLICATION")
                        && !isOff(tokens, "refresh"));
        boolean slot = tokens.has(3, "SET") && (names(tokens, "failover") || names(tokens, "two_phase"));
        return refreshes || slot ? "ALTER SUBSCRIPTION" : null;
    }

    private static boolean names(Tokens tokens, String option) {
        for (int i = 3; i < tokens.size(); i++) {
            if (option.equals(tokens.name(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOff(Tokens tokens, String option) {
        for (int i = 2; i < tokens.size() - 2; i++) {
            if (option.equals(tokens.name(i)) && tokens.hasSymbol(i + 1, '=')) {
                return tokens.value(i + 2).matches("false|off|0");
            }
        }
        return false;
    }

    static @Nullable String reindex(Tokens tokens) {
        int kind = tokens.skipParentheses(1);
        for (int i = 2; i < kind - 1; i++) {
            if (tokens.has(i, "CONCURRENTLY") && !tokens.value(i + 1).matches("false|off|0")) {
                return "REINDEX CONCURRENTLY";
            }
        }
        if (tokens.has(kind + 1, "CONCURRENTLY")) {
            return "REINDEX CONCURRENTLY";
        }
        boolean many = tokens.hasAny(kind, "SCHEMA", "DATABASE", "SYSTEM");
        return many ? "REINDEX " + tokens.value(kind).toUpperCase(Locale.ROOT) : null;
    }

    /** Without a table it clusters every table, each in a transaction of its own. */
    private static @Nullable String cluster(Tokens tokens) {
        int table = tokens.skip(tokens.skipParentheses(1), "VERBOSE");
        return table >= tokens.size() ? "CLUSTER of every table" : null;
    }
}
