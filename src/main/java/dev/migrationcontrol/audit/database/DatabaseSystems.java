package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseReader.Answer;
import dev.migrationcontrol.system.RecordState;
import dev.migrationcontrol.system.table.CompanionTable;
import dev.migrationcontrol.system.table.ForeignTable;
import dev.migrationcontrol.system.table.Recognition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads what the recognised systems recorded. */
final class DatabaseSystems {
    private final DatabaseReader look;
    private final DatabaseTables tables;
    private final int mostRecords;

    DatabaseSystems(DatabaseReader look, DatabaseTables tables, int mostRecords) {
        this.look = look;
        this.tables = tables;
        this.mostRecords = mostRecords;
    }

    List<DatabaseSystem> read() throws SQLException {
        List<DatabaseSystem> systems = new ArrayList<>();
        for (Recognition recognition : tables.recognised()) {
            systems.add(read(recognition));
        }
        return systems;
    }

    private DatabaseSystem read(Recognition recognition) throws SQLException {
        ForeignTable table = recognition.table();
        if (!table.readable()) {
            return system(
                    recognition,
                    null,
                    List.of(),
                    "this user may not read it: grant it USAGE on the schema and SELECT on the table");
        }
        Answer<Long> count = look.attempt("SELECT count(*) FROM " + table.quoted(), row -> row.getLong(1));
        Answer<DatabaseRecord> records =
                look.attempt(recognition.recording().select(table, mostRecords), DatabaseSystems::record);
        List<DatabaseRecord> all = new ArrayList<>(records.rows());
        all.addAll(events(recognition));
        return system(
                recognition,
                count.rows().isEmpty() ? null : count.rows().get(0),
                all,
                Stream.of(count.refused(), records.refused())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** Some keep what failed or was reverted, and not deployed since, apart from what counts. */
    private List<DatabaseRecord> events(Recognition recognition) throws SQLException {
        for (ForeignTable table : tables.companionsOf(recognition)) {
            CompanionTable companion = tables.companions().get(table);
            String sql = companion == null || !table.readable() ? null : companion.undoneSql(table, mostRecords);
            if (sql != null) {
                return look.attempt(sql, DatabaseSystems::record).rows();
            }
        }
        return List.of();
    }

    private static DatabaseRecord record(ResultSet row) throws SQLException {
        return new DatabaseRecord(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                RecordState.valueOf(row.getString(5)),
                row.getString(6),
                row.getString(7));
    }

    private DatabaseSystem system(
            Recognition recognition, @Nullable Long count, List<DatabaseRecord> records, @Nullable String unreadable) {
        return new DatabaseSystem(
                recognition.system(),
                recognition.table().display(),
                recognition.renamed(),
                recognition.table().columns().stream()
                        .map(column -> column.name() + " " + column.type())
                        .toList(),
                tables.companionsOf(recognition).stream()
                        .map(ForeignTable::display)
                        .toList(),
                count,
                current(records),
                records.stream()
                        .map(DatabaseRecord::appliedAt)
                        .flatMap(Stream::ofNullable)
                        .max(String::compareTo)
                        .orElse(null),
                records,
                unreadable);
    }

    private static boolean isStanding(DatabaseRecord record) {
        return record.state() != RecordState.UNDONE && record.state() != RecordState.FAILED;
    }

    /** The newest of each line of history that is still applied. */
    private static List<String> current(List<DatabaseRecord> records) {
        Map<String, String> newest = new LinkedHashMap<>();
        for (DatabaseRecord record : records) {
            if (record.version() != null && isStanding(record)) {
                newest.putIfAbsent(record.line() == null ? "" : record.line(), record.version());
            }
        }
        return List.copyOf(newest.values());
    }
}
