package dev.migrationcontrol.sql;

import java.util.Locale;
import java.util.Set;

/** What the text of a statement says about its session: only what it names, also in the texts of its literals. */
public final class StatementCalls {
    private static final Set<String> CALLING = Set.of("CALL", "DO", "SELECT", "EXECUTE", "WITH", "DISCARD", "VALUES");
    private static final Set<String> CONCURRENT = Set.of("CREATE", "DROP", "REINDEX", "ALTER", "REFRESH");

    private StatementCalls() {}

    /** Whether it works concurrently with other sessions, and so may wait for them for long. */
    public static boolean waitsForOthers(Statement statement) {
        return CONCURRENT.contains(statement.firstWord())
                && mentions(statement, "concurrently")
                && statement.tokens().holds("CONCURRENTLY");
    }

    /** Whether it may call functions that do something else than it says. */
    public static boolean mayCall(Statement statement) {
        return CALLING.contains(statement.firstWord());
    }

    /** Whether it names a function that releases advisory locks, or discards the state of its session. */
    public static boolean releasesLocks(Statement statement) {
        if (!mentions(statement, "advisory_unlock") && !mentions(statement, "discard")) {
            return false;
        }
        WordSequence words = WordSequence.of(statement.tokens());
        for (int i = 0; i < words.size(); i++) {
            boolean unlocks = words.get(i).toLowerCase(Locale.ROOT).contains("advisory_unlock");
            if (unlocks || words.has(i, "DISCARD", "ALL")) {
                return true;
            }
        }
        return false;
    }

    /** Whether it names the function that ends sessions. */
    public static boolean endsSessions(Statement statement) {
        return mentions(statement, "pg_terminate_backend")
                && WordSequence.of(statement.tokens()).all().stream()
                        .anyMatch(word -> word.equalsIgnoreCase("pg_terminate_backend"));
    }

    /** Whether it takes the transaction out of its session. */
    public static boolean preparesTransaction(Statement statement) {
        return statement.head().has(0, "PREPARE", "TRANSACTION");
    }

    /** Whether it may commit a part of its work: a call, or a block that ends transactions or calls. */
    public static boolean mayCommit(Statement statement) {
        String first = statement.firstWord();
        return first.equals("CALL")
                || (first.equals("DO") && TransactionBlocks.refused(statement, name -> true) != null);
    }

    /** A look that takes no memory, however long the text is. */
    private static boolean mentions(Statement statement, String word) {
        String text = statement.text();
        for (int i = 0; i <= text.length() - word.length(); i++) {
            if (text.regionMatches(true, i, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }
}
