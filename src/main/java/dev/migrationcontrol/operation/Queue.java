package dev.migrationcontrol.operation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations that wait for their turn on an environment, in the order of their arrival. */
final class Queue {
    private Queue() {}

    /**
     * Keeps others from joining or leaving the environment's queue until the transaction ends. The first lock that a
     * transaction takes: those of operations, their steps, keys and the journal's head come after it, in this order.
     */
    static void lock(Connection transaction, @Nullable String environment) throws SQLException {
        if (environment == null) {
            return;
        }
        try (PreparedStatement statement =
                transaction.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended('queue of ' || ?, 0))")) {
            statement.setString(1, environment);
            statement.execute();
        }
    }

    /** How many operations come before a new one: the active one and those that wait. */
    static int length(Connection transaction, String environment) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "SELECT count(*)::int FROM operation WHERE environment = ? AND state IN ('QUEUED', 'RUNNING')")) {
            statement.setString(1, environment);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    /**
     * Lets the next one begin, in the transaction in which the one before it ended, which holds the queue's lock since its
     * beginning.
     */
    static void advance(Connection transaction, @Nullable String environment, Instant now) throws SQLException {
        if (environment == null) {
            return;
        }
        Optional<UUID> next = takeNext(transaction, environment);
        if (next.isPresent()) {
            OperationTask.schedule(transaction, next.get(), now);
        }
    }

    private static Optional<UUID> takeNext(Connection transaction, String environment) throws SQLException {
        String sql = """
                UPDATE operation SET waiting = false
                 WHERE id = (SELECT id FROM operation WHERE environment = ? AND state = 'QUEUED' AND waiting
                              ORDER BY arrival LIMIT 1)
                   AND NOT EXISTS (SELECT FROM operation WHERE environment = ? AND state IN ('QUEUED', 'RUNNING')
                                      AND NOT waiting)
                RETURNING id""";
        try (PreparedStatement statement = transaction.prepareStatement(sql)) {
            statement.setString(1, environment);
            statement.setString(2, environment);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getObject(1, UUID.class)) : Optional.empty();
            }
        }
    }
}
