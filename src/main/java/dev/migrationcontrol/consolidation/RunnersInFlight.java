package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.engine.ForeignLocks;
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
                            record.system().display() + " is at work: " + by + " holds its lock.",
                            "Wait until it is done, and stop what starts it."));
        }
    }

    private Optional<String> holder(SystemRecord record) throws SQLException {
        if (record.system() == OldSystem.LIQUIBASE && liquibaseIsLocked(record.table())) {
            return Optional.of("the row of databasechangeloglock");
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
        List<String> schemas = List.of(record.table().schema());
        List<String> tables = List.of(record.table().name());
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ADVISORY)) {
            while (result.next()) {
                Optional<String> system =
                        ForeignLocks.systemOf(result.getLong(1), connection.getCatalog(), schemas, tables);
                if (system.filter(record.system().display()::equals).isPresent()) {
                    return Optional.of(result.getString(2));
                }
            }
        }
        return Optional.empty();
    }

    private boolean liquibaseIsLocked(VersionTable table) throws SQLException {
        String lock = VersionTable.quote(table.schema()) + ".databasechangeloglock";
        return isTrue("SELECT to_regclass('" + lock.replace("'", "''") + "') IS NOT NULL")
                && isTrue("SELECT coalesce(bool_or(locked), false) FROM " + lock);
    }

    private boolean isTrue(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() && result.getBoolean(1);
        }
    }
}
