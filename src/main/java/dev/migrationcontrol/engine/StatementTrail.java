package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionRules;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * What becomes of the statements of one script, as the server says it after each of them: which are permanent, which
 * depend on the transaction that is open, and which were rolled back by the script itself.
 */
final class StatementTrail {
    /** What can be rolled back without a loss. */
    private static final Set<String> HARMLESS =
            Set.of("BEGIN", "START TRANSACTION", "SAVEPOINT", "RELEASE", "SET", "RESET", "SHOW");

    private final boolean outside;
    private final BitSet permanent = new BitSet();
    private final BitSet open = new BitSet();
    private final BitSet undone = new BitSet();
    private final Deque<Savepoint> savepoints = new ArrayDeque<>();
    private boolean inTransaction;
    private boolean worked;
    private int prepared;

    /** @param outside whether the script has no transaction but those that it begins */
    StatementTrail(boolean outside) {
        this.outside = outside;
    }

    /** What a statement did to the transaction. */
    public enum Ending {
        /** Nothing. */
        NONE,
        /** It committed what was open. */
        COMMITTED,
        /** It rolled back what was open. */
        ROLLED_BACK,
        /** It left what was open, which stays as a prepared transaction, to a later {@code COMMIT PREPARED}. */
        PREPARED
    }

    private record Savepoint(String name, int statement) {}

    /**
     * A statement has come to its end.
     *
     * @param statement its number, from 1
     * @param tag what the server calls what it did
     * @param openNow whether a transaction is open after it
     */
    Ending ended(int statement, String tag, String sql, boolean openNow) {
        Ending ending = endingOf(statement, tag, sql, openNow);
        prepared += ending == Ending.PREPARED ? 1 : tag.endsWith(" PREPARED") ? -1 : 0;
        return ending;
    }

    /**
     * To be called after the last statement.
     *
     * @throws RunFailure when the script leaves a transaction prepared
     */
    void requireNonePrepared() throws RunFailure {
        if (prepared > 0) {
            throw new RunFailure(
                    RunFailure.Reason.CHECK_FAILED,
                    "The script leaves a prepared transaction, which is neither committed nor rolled back and keeps its"
                            + " locks.",
                    new RunFailure.ServerError(
                            0, 0, null, "End it by COMMIT PREPARED or ROLLBACK PREPARED in the script."),
                    null);
        }
    }

    private Ending endingOf(int statement, String tag, String sql, boolean openNow) {
        boolean before = inTransaction || !outside;
        inTransaction = openNow;
        if (!before && !openNow) {
            permanent.set(statement);
            return Ending.NONE;
        }
        return switch (tag) {
            case "COMMIT" -> close(permanent, statement, Ending.COMMITTED);
            case "PREPARE TRANSACTION" -> close(permanent, statement, Ending.PREPARED);
            case "ROLLBACK" -> rollback(statement, sql, openNow);
            default -> {
                run(statement, tag, sql);
                yield openNow ? Ending.NONE : close(permanent, statement, Ending.COMMITTED);
            }
        };
    }

    private void run(int statement, String tag, String sql) {
        open.set(statement);
        worked |= !HARMLESS.contains(tag);
        if (tag.equals("SAVEPOINT")) {
            savepoints.push(new Savepoint(TransactionRules.savepoint(Statement.of(sql, 1)), statement));
        }
    }

    private Ending rollback(int statement, String sql, boolean openNow) {
        Statement text = Statement.of(sql, 1);
        if (!openNow || TransactionRules.chains(text)) {
            return close(undone, statement, worked ? Ending.ROLLED_BACK : Ending.NONE);
        }
        String name = TransactionRules.savepoint(text);
        while (!savepoints.isEmpty() && !savepoints.peek().name().equals(name)) {
            savepoints.pop();
        }
        if (!savepoints.isEmpty()) {
            int since = savepoints.peek().statement();
            BitSet back = open.get(since, statement);
            back.stream().forEach(each -> undone.set(since + each));
            open.clear(since, statement);
        }
        return Ending.NONE;
    }

    private Ending close(BitSet fate, int statement, Ending ending) {
        fate.or(open);
        open.clear();
        savepoints.clear();
        worked = false;
        if (fate == permanent) {
            permanent.set(statement);
        }
        return ending;
    }

    /** Whether any statement is permanent. */
    boolean hasPermanent() {
        return !permanent.isEmpty();
    }

    /** The permanent statements, for people: {@code Statements 1 to 3 and 5}. */
    String permanent() {
        return numbers(permanent);
    }

    /** Whether statements were rolled back by the script, or are now that it ended inside of a transaction. */
    boolean hasUndone() {
        return !undone.isEmpty() || !open.isEmpty();
    }

    /** Those statements, for people. */
    String undone() {
        BitSet all = (BitSet) undone.clone();
        all.or(open);
        return numbers(all);
    }

    /** Whether the statement that comes next runs in a transaction. */
    boolean isInTransaction() {
        return inTransaction;
    }

    private static String numbers(BitSet statements) {
        List<String> ranges = new ArrayList<>();
        for (int from = statements.nextSetBit(0); from >= 0; ) {
            int to = statements.nextClearBit(from) - 1;
            ranges.add(to == from ? Integer.toString(from) : from + " to " + to);
            from = statements.nextSetBit(to + 1);
        }
        int last = ranges.size() - 1;
        String text = last < 1
                ? String.join("", ranges)
                : String.join(", ", ranges.subList(0, last)) + " and " + ranges.get(last);
        return (statements.cardinality() == 1 ? "Statement " : "Statements ") + text;
    }
}
