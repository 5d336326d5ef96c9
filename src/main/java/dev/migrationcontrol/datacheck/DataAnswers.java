package dev.migrationcontrol.datacheck;

import dev.migrationcontrol.catalogue.TargetCatalogue;
import dev.migrationcontrol.catalogue.TargetRelation;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts questions to a database. */
final class DataAnswers {
    private static final String CANCELLED = "57014";
    private static final Set<String> CANNOT_BE_ASKED = Set.of("42703", "42P01", "42883", "42501", "42601", "42704");
    private static final double SAMPLED_ROWS = 200_000;
    private static final int LONGEST_KEY = 200;

    private final Connection connection;
    private final TargetCatalogue target;

    DataAnswers(Connection connection, TargetCatalogue target) {
        this.connection = connection;
        this.target = target;
    }

    static DataCheck unanswered(DataQuestion question, @Nullable String note) {
        return new DataCheck(question.kind(), question.relation(), question.columns(), null, List.of(), false, note);
    }

    DataCheck answer(DataQuestion question) {
        try {
            long failing = number(question.count());
            List<String> keys = failing > 0 && question.cast() == null ? keys(question.keys()) : List.of();
            return answered(question, failing, keys, false);
        } catch (SQLException e) {
            if (CANCELLED.equals(e.getSQLState())) {
                return sampled(question);
            }
            if (CANNOT_BE_ASKED.contains(String.valueOf(e.getSQLState()))) {
                return unanswered(question, "It cannot be asked: " + e.getMessage());
            }
            return question.cast() == null
                    ? unanswered(question, "The server answers: " + e.getMessage())
                    : unanswered(question, "At least one value cannot be converted: " + e.getMessage());
        }
    }

    private DataCheck sampled(DataQuestion question) {
        String late = "The server did not answer within five seconds.";
        double rows = target.find(question.relation())
                .map(TargetRelation::rows)
                .map(Long::doubleValue)
                .orElse(0.0);
        String sample = rows < SAMPLED_ROWS ? null : question.sample(Math.max(0.001, 100 * SAMPLED_ROWS / rows));
        if (sample == null) {
            return unanswered(question, late);
        }
        try {
            return answered(question, number(sample), List.of(), true);
        } catch (SQLException e) {
            return unanswered(question, late);
        }
    }

    private static DataCheck answered(DataQuestion question, long failing, List<String> keys, boolean sampled) {
        return new DataCheck(question.kind(), question.relation(), question.columns(), failing, keys, sampled, null);
    }

    private long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<String> keys(String sql) throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                String key = String.valueOf(row.getString(1));
                keys.add(key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY - 1) + "…");
            }
        } catch (SQLException e) {
            // Their number is known; which ones they are took too long.
            return keys;
        }
        return keys;
    }
}
