package dev.migrationcontrol.probe;

import dev.migrationcontrol.environment.Policy;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The history as it was last read over a connection, and whether it still is that one. */
final class HistoryMemory {
    private final String rowsSql;
    private final String stampSql;
    private boolean expected;
    private @Nullable Memory last;

    /** Rows and their stamp at one moment. */
    record Memory(ProbeConnection link, String stamp, HistoryRows rows) {}

    /** What was asked: nothing, the stamp to compare with a memory, or the rows with their stamp where it can be used. */
    record Question(
            @Nullable Future<RowSet<Row>> rows,
            @Nullable Future<RowSet<Row>> stamp,
            @Nullable Memory compared) {}

    HistoryMemory(Policy policy) {
        rowsSql = HistoryQuery.rows(policy);
        stampSql = HistoryQuery.stamp(policy);
    }

    /** Asks along with the catalogues, judging by what they said last time. */
    @SuppressWarnings("ReferenceEquality")
    Question askFirst(Snapshot snapshot, ProbeConnection link) {
        Memory memory = last;
        if (!expected) {
            return new Question(null, null, null);
        }
        return memory != null && memory.link() == link
                ? new Question(null, snapshot.ask(stampSql), memory)
                : new Question(snapshot.ask(rowsSql), link.isSettled() ? snapshot.ask(stampSql) : null, null);
    }

    /** Asks for the rows, where the first answer did not contain them. */
    Future<HistoryRows> read(Snapshot snapshot, ProbeConnection link) {
        return read(link, snapshot.ask(rowsSql), link.isSettled() ? snapshot.ask(stampSql) : null);
    }

    /** The answer to the first question; nothing where it has to be asked again. */
    Future<Optional<HistoryRows>> recall(ProbeConnection link, Catalogue.HistoryAccess access, Question asked) {
        expected = access.isReadable();
        if (!expected) {
            return Future.succeededFuture(Optional.of(access.unasked()));
        }
        if (asked.rows() != null) {
            return read(link, asked.rows(), asked.stamp()).map(Optional::of);
        }
        Memory compared = asked.compared();
        if (compared == null || asked.stamp() == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return asked.stamp()
                .map(row ->
                        Optional.of(compared.rows()).filter(rows -> text(row).equals(compared.stamp())))
                .recover(failure -> unread(failure).map(Optional::of));
    }

    private Future<HistoryRows> read(
            ProbeConnection link, Future<RowSet<Row>> rows, @Nullable Future<RowSet<Row>> stamp) {
        Future<HistoryRows> decoded = rows.map(HistoryQuery::decode);
        Future<HistoryRows> remembered = stamp == null
                ? decoded
                : decoded.compose(found -> stamp.map(row -> {
                    last = new Memory(link, text(row), found);
                    return found;
                }));
        return remembered.recover(HistoryMemory::unread);
    }

    private static String text(RowSet<Row> answer) {
        return answer.iterator().next().getString(0);
    }

    private static Future<HistoryRows> unread(Throwable failure) {
        return failure instanceof PgException error && !UnreachableReason.isConnectionLost(failure)
                ? Future.succeededFuture(HistoryRows.unreadable("The history could not be read: "
                        + error.getErrorMessage() + " (" + error.getSqlState() + "). A lock on it is one cause."))
                : Future.failedFuture(failure);
    }
}
