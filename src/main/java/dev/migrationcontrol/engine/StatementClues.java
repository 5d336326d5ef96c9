package dev.migrationcontrol.engine;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.StatementCalls;
import java.util.ArrayList;
import java.util.List;

/**
 * What the texts of a script's statements say about what they may leave. Only where the server does not say it: a text may
 * hide what it does in a function.
 */
final class StatementClues {
    private final List<ReusedIndex> reusedIndexes = new ArrayList<>();
    private ConcurrentBuild builds = ConcurrentBuild.NONE;
    private Statement current = Statement.of("", 1);
    private boolean concurrent;
    private int released;
    private int called;
    private int calls;

    /** The statement that runs next. */
    void read(int number, String sql) {
        current = Statement.of(sql, 1);
        reusedIndexes.addAll(ReusedIndex.in(current));
        builds = builds.and(ConcurrentBuild.of(current));
        concurrent = StatementCalls.waitsForOthers(current);
        if (StatementCalls.mayCall(current)) {
            called = number;
            calls++;
            released = StatementCalls.releasesLocks(current) ? number : released;
        }
    }

    /** Whether the statement works concurrently with others, and so may wait for them for long. */
    boolean isConcurrent() {
        return concurrent;
    }

    /** The indexes that statements so far would have created if there had been none of the name. */
    List<ReusedIndex> reusedIndexes() {
        return reusedIndexes;
    }

    /** The indexes that statements so far may have left invalid. */
    ConcurrentBuild builds() {
        return builds;
    }

    /** Whether the statement takes the transaction out of the session. */
    boolean preparesTransaction() {
        return StatementCalls.preparesTransaction(current);
    }

    /** Whether the statement may commit a part of its work, outside of a transaction. */
    boolean mayCommit() {
        return StatementCalls.mayCommit(current);
    }

    /** Whether the statement ends sessions, its own perhaps. */
    boolean endsSessions() {
        return StatementCalls.endsSessions(current);
    }

    /** The statement that let go of the lock of the history, where that can be known; 0 where it cannot. */
    int releasedBy() {
        return released > 0 ? released : calls == 1 ? called : 0;
    }
}
