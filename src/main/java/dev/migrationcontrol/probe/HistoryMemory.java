package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The history as it was last read, and whether it still is that one. Nothing is remembered from one connection to the
 * next, nor behind a pooler, where the server may change.
 */
final class HistoryMemory {
    private final String rowsSql;
    private final String stampSql;
    private boolean expected;
    private @Nullable Memory last;

    /** Rows and their stamp at one moment. */
    record Memory(Link link, String stamp, HistoryRows rows) {
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(Link other) {
            return link == other;
        }
    }

    /** @param compared what the stamp is compared with, where nothing else is asked for */
    record Question(List<String> queries, @Nullable Memory compared) {}

    HistoryMemory(Policy policy) {
        rowsSql = HistoryQuery.rows(policy);
        stampSql = HistoryQuery.stamp(policy);
    }

    /** What to ask along with the catalogues, judging by what they said last time. */
    Question firstQuestion(Link link) {
        Memory memory = last;
        if (!expected) {
            return new Question(List.of(), null);
        }
        return memory != null && memory.isOf(link) ? new Question(List.of(stampSql), memory) : question(link);
    }

    /** What to ask where the first question did not tell. */
    Question question(Link link) {
        return new Question(link.pooler() == null ? List.of(rowsSql, stampSql) : List.of(rowsSql), null);
    }

    /** The rows, where they are known with the answers to this question. */
    Future<Optional<HistoryRows>> recall(
            Link link, Catalogue.HistoryAccess access, Question asked, List<Future<RowSet<Row>>> answers) {
        expected = access.isReadable();
        Memory compared = asked.compared();
        if (!expected) {
            return Future.succeededFuture(Optional.of(access.unasked()));
        }
        if (answers.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        if (compared == null) {
            return read(link, answers).map(Optional::of);
        }
        return answers.get(0)
                .map(row ->
                        Optional.of(compared.rows()).filter(rows -> stamp(row).equals(compared.stamp())))
                .recover(failure -> unread(failure).map(Optional::of));
    }

    /** The rows from the answers to {@link #question}. */
    Future<HistoryRows> read(Link link, List<Future<RowSet<Row>>> answers) {
        Future<HistoryRows> rows = answers.get(0).map(HistoryQuery::decode);
        Future<HistoryRows> stamped = link.pooler() != null
                ? rows
                : rows.compose(found -> answers.get(1).map(stamp -> {
                    last = new Memory(link, stamp(stamp), found);
                    return found;
                }));
        return stamped.recover(HistoryMemory::unread);
    }

    private static String stamp(RowSet<Row> answer) {
        return answer.iterator().next().getString(0);
    }

    private static Future<HistoryRows> unread(Throwable failure) {
        return failure instanceof PgException error && !UnreachableReason.isConnectionLost(failure)
                ? Future.succeededFuture(HistoryRows.unreadable("The history could not be read: "
                        + error.getErrorMessage() + " (" + error.getSqlState() + "). A lock on it is one cause."))
                : Future.failedFuture(failure);
    }
}
