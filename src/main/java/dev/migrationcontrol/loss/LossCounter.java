package dev.migrationcontrol.loss;

import dev.migrationcontrol.sql.SqlIdentifiers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts on a target, in a transaction that only reads, what would be lost; within limits of time. */
final class LossCounter {
    private static final Duration ONE = Duration.ofSeconds(5);
    private static final Duration ALL = Duration.ofSeconds(30);

    private final Connection connection;
    private final long end = System.nanoTime() + ALL.toNanos();

    /** @param connection in a transaction */
    LossCounter(Connection connection) {
        this.connection = connection;
    }

    /** Those that lose anything, or of which nobody knows. */
    List<Loss> count(List<Threat> threats) throws SQLException {
        List<Loss> losses = new ArrayList<>();
        for (Threat each : threats) {
            Loss loss = count(each);
            if (loss.rows() == null || loss.rows() > 0) {
                losses.add(loss);
            }
        }
        return losses;
    }

    private Loss count(Threat threat) throws SQLException {
        Long rows = ask(query(threat));
        boolean exact = !isBound(threat);
        if (rows == null && threat.cause() == Loss.Cause.NARROW) {
            rows = ask(narrowed(threat, "::text"));
        }
        if (rows == null && threat.cause() != Loss.Cause.DROP_TABLE) {
            // The condition or the conversion does not run by itself: at most all of it.
            rows = ask(whole(threat));
            exact = false;
        }
        if (rows != null) {
            return threat.counted(rows, !exact);
        }
        return threat.table().estimate() > 0
                ? threat.counted(threat.table().estimate(), true)
                : threat.counted(null, true);
    }

    private static boolean isBound(Threat threat) {
        return threat.cause() == Loss.Cause.DELETE && threat.detail().equals(DestructionReader.NOT_COUNTABLE);
    }

    private static String query(Threat threat) {
        String table = threat.table().name().quoted();
        String detail = threat.detail();
        return switch (threat.cause()) {
            case DELETE ->
                "SELECT count(*) FROM " + table
                        + (detail.equals(DestructionReader.NOT_COUNTABLE) ? "" : " WHERE (" + detail + "\n)");
            case NARROW -> narrowed(threat, "");
            default -> whole(threat);
        };
    }

    /** Values that do not come back as they were from the new type. */
    private static String narrowed(Threat threat, String by) {
        return "SELECT count(*) FROM (SELECT " + SqlIdentifiers.identifier(String.valueOf(threat.column()))
                + " AS v FROM " + threat.table().name().quoted() + ") r WHERE v IS NOT NULL AND (v" + by + "::"
                + threat.detail() + ")" + by + "::" + threat.type() + " IS DISTINCT FROM v";
    }

    private static String whole(Threat threat) {
        String column = threat.column();
        return "SELECT count(" + (column == null ? "*" : SqlIdentifiers.identifier(column)) + ") FROM "
                + threat.table().name().quoted();
    }

    /** Null where the server does not answer in time, or may not. */
    private @Nullable Long ask(String sql) throws SQLException {
        long left = Math.min(ONE.toMillis(), (end - System.nanoTime()) / 1_000_000);
        if (left <= 0) {
            return null;
        }
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + left);
            try (ResultSet result = statement.executeQuery(sql)) {
                result.next();
                return result.getLong(1);
            }
        } catch (SQLException e) {
            if (connection.isClosed() || String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            return null;
        } finally {
            if (!connection.isClosed()) {
                connection.rollback(before);
            }
        }
    }
}
