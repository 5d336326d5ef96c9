package dev.migrationcontrol.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the texts of a script's statements say about what they may leave. Only where the server does not say it: a text may
 * hide what it does in a function or a string.
 */
final class StatementClues {
    private static final Pattern CONCURRENTLY = Pattern.compile("\\bconcurrently\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern CALLS = begins("(?:call|do|select|execute|with|discard)\\b");
    private static final Pattern COMMITS = begins("(?:call\\b|do\\b.*\\bcommit\\b)");
    private static final Pattern PREPARES = begins("prepare\\s+transaction\\b");
    private static final Pattern RELEASES =
            Pattern.compile("advisory_unlock|\\bdiscard\\s+all\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENDS_SESSIONS =
            Pattern.compile("\\bpg_terminate_backend\\b", Pattern.CASE_INSENSITIVE);

    private final List<ReusedIndex> reusedIndexes = new ArrayList<>();
    private ConcurrentBuild builds = ConcurrentBuild.NONE;
    private String text = "";
    private boolean concurrent;
    private int released;
    private int called;
    private int calls;

    private static Pattern begins(String with) {
        return Pattern.compile(
                "\\A(?:\\s++|--[^\\n]*+|/\\*.*?\\*/)*+" + with, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    /** The statement that runs next. */
    void read(int number, String sql) {
        text = sql;
        ReusedIndex.in(sql).ifPresent(reusedIndexes::add);
        concurrent = CONCURRENTLY.matcher(sql).find();
        if (concurrent) {
            builds = builds.and(ConcurrentBuild.in(sql));
        }
        if (CALLS.matcher(sql).find()) {
            called = number;
            calls++;
            released = RELEASES.matcher(sql).find() ? number : released;
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
        return PREPARES.matcher(text).find();
    }

    /** Whether the statement may commit a part of its work, outside of a transaction. */
    boolean mayCommit() {
        return COMMITS.matcher(text).find();
    }

    /** Whether the statement ends sessions, its own perhaps. */
    boolean endsSessions() {
        return ENDS_SESSIONS.matcher(text).find();
    }

    /** The statement that let go of the lock of the history, where that can be known; 0 where it cannot. */
    int releasedBy() {
        return released > 0 ? released : calls == 1 ? called : 0;
    }
}
