package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.control.ControlConnections;
import dev.migrationcontrol.journal.Chain;
import dev.migrationcontrol.journal.StoredRow;
import dev.migrationcontrol.problem.InvalidRequest;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Computes the chain anew, from one snapshot and in bounded memory. One proof at a time on a replica, on a connection of its
 * own; who asks the same meanwhile gets the same answer.
 */
@Singleton
public final class JournalVerification {
    /** A row has at most three JSON values of 64 KiB. */
    private static final int ROWS_AT_ONCE = 100;

    private static final int MOST_WAITING = 4;

    private final Opening connections;
    private final Map<Question, CompletableFuture<Verdict>> asked = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor worker =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                Thread thread = new Thread(work, "journal-verification");
                thread.setDaemon(true);
                return thread;
            });

    @Inject
    public JournalVerification(ControlConnections connections) {
        this(() -> connections.open("journal"));
    }

    public JournalVerification(Opening connections) {
        this.connections = connections;
        worker.allowCoreThreadTimeOut(true);
    }

    /** Opens a connection that nobody else uses. */
    public interface Opening {
        Connection open() throws SQLException;
    }

    /**
     * What is to be proven.
     *
     * @param from the end of the chain that is trusted already; null for all of it
     * @param expected the end of the chain as it was noted elsewhere
     */
    public record Question(Chain.@Nullable Head from, Chain.@Nullable Head expected) {}

    /**
     * Answers later; never blocks.
     *
     * @throws JournalBusy when too many others wait with other questions
     */
    public CompletableFuture<Verdict> verify(Question question) {
        return asked.computeIfAbsent(question, this::submit);
    }

    void stop(@Observes ShutdownEvent event) {
        worker.shutdownNow();
    }

    private CompletableFuture<Verdict> submit(Question question) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        try {
            worker.execute(() -> answer(question, answer));
        } catch (RejectedExecutionException e) {
            throw new JournalBusy();
        }
        return answer;
    }

    /** Who asks from now on gets a proof that begins later. */
    private void answer(Question question, CompletableFuture<Verdict> answer) {
        try {
            Verdict verdict = prove(question);
            asked.remove(question);
            answer.complete(verdict);
        } catch (RuntimeException e) {
            asked.remove(question);
            answer.completeExceptionally(e);
        }
    }

    private Verdict prove(Question question) {
        try (Connection connection = connections.open()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            return prove(connection, question);
        } catch (SQLException e) {
            throw new JournalUnavailable(e);
        }
    }

    private static Verdict prove(Connection connection, Question question) throws SQLException {
        Chain.Head head = Chain.head(connection);
        Chain.Head start = start(connection, question);
        ChainWalk walk = new ChainWalk(start, question.expected(), (hash, above) -> isNamed(connection, hash, above));
        String after = start.count() == 0 ? "" : " WHERE sequence > " + start.count();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + StoredRow.COLUMNS + " FROM journal" + after + " ORDER BY journal.sequence")) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && walk.next(StoredRow.read(rows), head.count())) {
                    // the walk remembers what it needs
                }
            }
        }
        return walk.end(head);
    }

    private static Chain.Head start(Connection connection, Question question) throws SQLException {
        Chain.Head base = Chain.base(connection);
        Chain.Head start = question.from() == null ? base : question.from();
        if (start.count() < base.count()) {
            throw new InvalidRequest(
                    "fromCount",
                    "must be " + base.count() + " or more: the entries up to that one were exported and removed");
        }
        Chain.Head expected = question.expected();
        if (expected != null && expected.count() < start.count()) {
            throw new InvalidRequest(
                    "expectedCount", "must be " + start.count() + " or more, as the proof begins after that entry");
        }
        return start;
    }

    private static boolean isNamed(Connection connection, String previousHash, long above) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT FROM journal WHERE previous_hash = ? AND sequence > ? LIMIT 1")) {
            statement.setBytes(1, HexFormat.of().parseHex(previousHash));
            statement.setLong(2, above);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(e);
        }
    }
}
