package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseReader.Answer;
import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.planner.HistoryValidation;
import dev.migrationcontrol.planner.Migration;
import dev.migrationcontrol.planner.MigrationState;
import dev.migrationcontrol.planner.MigrationStates;
import dev.migrationcontrol.planner.refusal.HistoryProblem;
import dev.migrationcontrol.probe.HistoryQuery;
import dev.migrationcontrol.script.Version;
import dev.migrationcontrol.system.table.ForeignTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the environment's own history and judges it against its scripts. */
final class DatabaseHistories {
    private final DatabaseReader look;
    private final Policy policy;
    private final DatabaseScripts scripts;
    private final List<HistoryProblem> unreadableRows = new ArrayList<>();

    DatabaseHistories(DatabaseReader look, Policy policy, DatabaseScripts scripts) {
        this.look = look;
        this.policy = policy;
        this.scripts = scripts;
    }

    Judgement judge(@Nullable ForeignTable own) throws SQLException {
        String table = policy.defaultSchema() + "." + policy.historyTable();
        if (own == null) {
            return new Judgement(new DatabaseHistory(table, false, null, 0, null, List.of(), List.of()), List.of());
        }
        String forbidden = obstacle(own);
        if (forbidden != null) {
            return new Judgement(new DatabaseHistory(table, true, forbidden, 0, null, List.of(), List.of()), List.of());
        }
        Answer<Optional<HistoryRow>> answer = look.attempt(HistoryQuery.rows(policy), this::row);
        List<HistoryRow> rows = answer.rows().stream().flatMap(Optional::stream).toList();
        return judge(table, answer.refused(), rows);
    }

    private static @Nullable String obstacle(ForeignTable own) {
        if (!own.readable()) {
            return "this user may not read it: grant it USAGE on the schema and SELECT on the table";
        }
        return HistoryQuery.COLUMNS.stream().allMatch(column -> own.find(column).isPresent())
                ? null
                : "it does not have the columns of Flyway's: it is another tool's table with the same name";
    }

    private Judgement judge(String table, @Nullable String refused, List<HistoryRow> rows) {
        History history = new History(true, false, List.of(), rows);
        List<Migration> migrations = MigrationStates.of(history, scripts.scripts(), null, policy.outOfOrder());
        List<HistoryProblem> problems = Stream.concat(
                        unreadableRows.stream(),
                        HistoryValidation.problems(history, migrations).stream().filter(this::isJudgeable))
                .toList();
        DatabaseHistory judged = new DatabaseHistory(
                table,
                true,
                refused,
                rows.size(),
                MigrationStates.current(migrations).orElse(null),
                migrations.stream()
                        .filter(migration -> migration.state() == MigrationState.OUT_OF_ORDER)
                        .map(migration -> String.valueOf(migration.version()))
                        .toList(),
                problems);
        return new Judgement(judged, migrations);
    }

    /** Without scripts nothing can be said of missing or changed ones. */
    private boolean isJudgeable(HistoryProblem problem) {
        return scripts.unreadable() == null
                || problem.kind() == HistoryProblem.Kind.FAILED_MIGRATION
                || problem.kind() == HistoryProblem.Kind.UNREADABLE_ROW;
    }

    private Optional<HistoryRow> row(ResultSet row) throws SQLException {
        String text = row.getString(2);
        try {
            Version version = text == null ? null : Version.of(text);
            Integer checksum = row.getObject(6) == null ? null : row.getInt(6);
            return Optional.of(new HistoryRow(
                    row.getInt(1),
                    version,
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    checksum,
                    row.getString(7),
                    row.getTimestamp(8) == null
                            ? null
                            : row.getTimestamp(8)
                                    .toLocalDateTime()
                                    .atZone(ZoneId.systemDefault())
                                    .toInstant(),
                    Duration.ofMillis(row.getInt(9)),
                    row.getBoolean(10)));
        } catch (IllegalArgumentException notOne) {
            unreadableRows.add(new HistoryProblem(
                    HistoryProblem.Kind.UNREADABLE_ROW,
                    text,
                    row.getString(5),
                    "Row " + row.getInt(1) + " has the version '" + text
                            + "', which is no version: Flyway cannot read this"
                            + " history. Find out what wrote the row, and replace it after a review."));
            return Optional.empty();
        }
    }

    /** The history as the audit reports it, and the migrations that it was judged by. */
    record Judgement(DatabaseHistory history, List<Migration> migrations) {
        /** Whether the history begins with what was there before it. */
        boolean isBaselined() {
            return migrations.stream()
                    .map(Migration::row)
                    .anyMatch(row -> row != null && row.isBaseline() && row.isSynthetic());
        }

        /** The texts of what was applied or lies below a baseline; of all scripts where the history cannot say. */
        List<String> explaining(DatabaseScripts scripts) {
            return scripts.texts().entrySet().stream()
                    .filter(script -> history.unreadable() != null || explains(script.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private boolean explains(String script) {
            return migrations.stream()
                    .filter(migration -> migration.scriptName().equals(script))
                    .anyMatch(
                            migration -> migration.row() != null || migration.state() == MigrationState.BELOW_BASELINE);
        }
    }
}
