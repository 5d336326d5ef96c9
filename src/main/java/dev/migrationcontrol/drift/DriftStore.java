package dev.migrationcontrol.drift;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.control.ControlDatabase;
import dev.migrationcontrol.control.StoredJson;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks for drift in the control database; of each environment the newest. */
@Singleton
class DriftStore {
    /** How many of an environment are kept. */
    static final int MOST = 50;

    private final AgroalDataSource control;
    private final StoredJson json;

    DriftStore(AgroalDataSource control, ObjectMapper mapper) {
        this.control = control;
        this.json = new StoredJson(mapper);
    }

    /** The newest check of an environment. */
    Optional<DriftReport> newest(String environment) {
        return newest(environment, "");
    }

    private Optional<DriftReport> newest(String environment, String which) {
        return ControlDatabase.call(control, connection -> {
            try (PreparedStatement statement =
                    connection.prepareStatement("SELECT content FROM drift_check WHERE environment = ? " + which
                            + " ORDER BY checked_at DESC LIMIT 1")) {
                statement.setString(1, environment);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next()
                            ? Optional.ofNullable(json.read(row.getString(1), DriftReport.class))
                            : Optional.empty();
                }
            }
        });
    }

    /** A check, and how many objects it found that are not accepted. */
    record Found(DriftState state, int open) {}

    /** The newest check of every environment. */
    Map<String, Found> all() {
        return ControlDatabase.call(control, connection -> {
            Map<String, Found> found = new HashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                            "SELECT DISTINCT ON (environment) environment, state, open FROM drift_check"
                                    + " ORDER BY environment, checked_at DESC");
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), new Found(DriftState.valueOf(row.getString(2)), row.getInt(3)));
                }
            }
            return found;
        });
    }

    /** Says since when each difference is known, and keeps the check; those that are too many go. */
    DriftReport keep(UUID operation, DriftReport report) {
        DriftReport dated = dated(
                report, newest(report.environment(), "AND state <> 'UNKNOWN'").orElse(null));
        return ControlDatabase.inTransaction(control, transaction -> {
            try (PreparedStatement statement = transaction.prepareStatement(
                    "INSERT INTO drift_check (operation, environment, checked_at, state, open, content)"
                            + " VALUES (?, ?, ?, ?, ?, ?::jsonb) ON CONFLICT (operation) DO UPDATE"
                            + " SET checked_at = excluded.checked_at, state = excluded.state, open = excluded.open,"
                            + " content = excluded.content")) {
                statement.setObject(1, operation);
                statement.setString(2, dated.environment());
                statement.setObject(3, dated.checkedAt().atOffset(ZoneOffset.UTC));
                statement.setString(4, dated.state().name());
                statement.setInt(5, dated.open());
                // jsonb knows no NUL.
                statement.setString(6, json.write(dated).replace("\\u0000", " "));
                statement.executeUpdate();
            }
            try (PreparedStatement statement = transaction.prepareStatement(
                    "DELETE FROM drift_check WHERE operation IN (SELECT operation FROM drift_check"
                            + " WHERE environment = ? ORDER BY checked_at DESC OFFSET ?)")) {
                statement.setString(1, dated.environment());
                statement.setInt(2, MOST);
                statement.executeUpdate();
            }
            return dated;
        });
    }

    /** What was there before as it is now was there since then. */
    static DriftReport dated(DriftReport report, @Nullable DriftReport before) {
        Map<String, DriftedObject> known = before == null
                ? Map.of()
                : before.objects().stream()
                        .collect(Collectors.toMap(DriftedObject::digest, Function.identity(), (one, two) -> one));
        List<DriftedObject> dated = report.objects().stream()
                .map(each -> {
                    DriftedObject same = known.get(each.digest());
                    return same == null
                            ? each.seen(report.checkedAt(), before == null ? null : before.checkedAt())
                            : each.seen(Objects.requireNonNull(same.since()), same.notYetAt());
                })
                .toList();
        return report.seen(before == null ? null : before.state(), dated);
    }

    /** Whether this replica begins the check that is due; of several the first. */
    boolean claims(String environment, Instant due) {
        return ControlDatabase.inTransaction(control, transaction -> {
            try (PreparedStatement statement = transaction.prepareStatement(
                    "INSERT INTO drift_schedule (environment, due) VALUES (?, ?) ON CONFLICT (environment)"
                            + " DO UPDATE SET due = excluded.due WHERE drift_schedule.due < excluded.due")) {
                statement.setString(1, environment);
                statement.setObject(2, due.atOffset(ZoneOffset.UTC));
                return statement.executeUpdate() == 1;
            }
        });
    }
}
