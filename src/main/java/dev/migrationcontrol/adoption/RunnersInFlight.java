package dev.migrationcontrol.adoption;

import dev.migrationcontrol.finding.Findings;
import dev.migrationcontrol.system.ForeignLocks;
import dev.migrationcontrol.system.table.VersionTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Sees old runners at work: by their advisory locks, by a row that says so, and by locks on their version tables. */
final class RunnersInFlight {
    private static final String SESSION =
            "format('process %s (%s)', l.pid, coalesce(nullif(a.application_name, ''), a.usename))";
    private static final String HERE = " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
            + " WHERE l.pid <> pg_backend_pid() AND l.granted AND l.database ="
            + " (SELECT oid FROM pg_database WHERE datname = current_database()) AND ";
    private static final String WRITERS =
            "SELECT " + SESSION + HERE + "l.locktype = 'relation' AND l.relation::bigint = ?"
                    + " AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'ShareUpdateExclusiveLock') LIMIT 1";
    private static final String ADVISORY = "SELECT l.classid::bigint << 32 | l.objid::bigint, " + SESSION + HERE
            + "l.locktype = 'advisory' AND l.objsubid = 1";

    private final Connection connection;

    private RunnersInFlight(Connection connection) {
        this.connection = connection;
    }

    static void note(Connection connection, List<SystemRecord> records, Findings findings) throws SQLException {
        RunnersInFlight runners = new RunnersInFlight(connection);
        for (SystemRecord record : records) {
            runners.holder(record)
                    .ifPresent(by -> findings.error(
                            "runner-in-flight",
                            record.table().display(),
                            record.system().subject() + " is at work: " + by + " holds its lock.",
                            "Wait until it is done, and stop what starts it."));
        }
    }

    private Optional<String> holder(SystemRecord record) throws SQLException {
        Optional<String> row = lockRow(record);
        if (row.isPresent()) {
            return row;
        }
        Optional<String> writer = writer(record.table());
        return writer.isPresent() ? writer : lockHolder(record);
    }

    private Optional<String> writer(VersionTable table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITERS)) {
            statement.setLong(1, table.oid());
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(result.getString(1)) : Optional.empty();
            }
        }
    }

    private Optional<String> lockHolder(SystemRecord record) throws SQLException {
        ForeignLocks.Place place = new ForeignLocks.Place(
                connection.getCatalog(),
                List.of(record.table().schema()),
                List.of(record.table().name()),
                List.of(record.system().display()));
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ADVISORY)) {
            while (result.next()) {
                Optional<String> system = ForeignLocks.systemOf(result.getLong(1), place);
                if (system.filter(record.system().display()::equals).isPresent()) {
                    return Optional.of(result.getString(2));
                }
            }
        }
        return Optional.empty();
    }

    /** A row of a lock table, next to the version table, that says so. */
    private Optional<String> lockRow(SystemRecord record) throws SQLException {
        for (VersionTable table : VersionTables.find(connection, List.of())) {
            String sql = record.owns(table)
                    ? record.system().companion(table).orElseThrow().lockSql(table.foreign())
                    : null;
            if (sql != null && hasRows(sql)) {
                return Optional.of("the row of " + table.name());
            }
        }
        return Optional.empty();
    }

    private boolean hasRows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next();
        }
    }
}
