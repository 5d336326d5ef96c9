package dev.migrationcontrol.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/** The end of the chain. */
public final class Chain {
    private Chain() {}

    /** How many rows there are, and the hash of the last one. */
    public record Head(long count, String hash) {}

    public static Head head(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count, hash FROM journal_head");
                ResultSet result = statement.executeQuery()) {
            if (!result.next()) {
                return new Head(0, "");
            }
            return read(result);
        }
    }

    /** Up to where entries were exported and removed; the chain goes on from there. */
    public static Head base(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count, hash FROM journal_base");
                ResultSet result = statement.executeQuery()) {
            return result.next() ? read(result) : new Head(0, StoredRow.GENESIS);
        }
    }

    static Head read(ResultSet result) throws SQLException {
        return new Head(result.getLong("count"), HexFormat.of().formatHex(result.getBytes("hash")));
    }
}
