package dev.migrationcontrol.journal;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Computes the chain anew, from one snapshot and in bounded memory. */
@Singleton
final class JournalVerification {
    /** A row has at most three JSON values of 64 KiB. */
    private static final int ROWS_AT_ONCE = 50;

    private final AgroalDataSource control;

    JournalVerification(AgroalDataSource control) {
        this.control = control;
    }

    Verdict verify(Chain.@Nullable Head expected) {
        try (Connection connection = control.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                return verify(connection, expected);
            } finally {
                connection.rollback();
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new JournalUnavailable(e);
        }
    }

    private static Verdict verify(Connection connection, Chain.@Nullable Head expected) throws SQLException {
        Chain.Head head = Chain.head(connection);
        ChainWalk walk = new ChainWalk(expected, (hash, above) -> isNamed(connection, hash, above));
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT " + StoredRow.COLUMNS + " FROM journal ORDER BY journal.sequence")) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next() && walk.next(StoredRow.read(rows), head.count())) {
                    // the walk remembers what it needs
                }
            }
        }
        return walk.end(head);
    }

    private static boolean isNamed(Connection connection, String previousHash, long above) {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT FROM journal WHERE previous_hash = ? AND sequence > ?")) {
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
