package dev.migrationcontrol.consolidation;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Sees old runners at work: by their advisory locks, by rows that say so, and by locks on their version tables. */
final class RunnersInFlight {
    private static final String HOLDERS = """
            SELECT format('process %s (%s)', l.pid, coalesce(nullif(a.application_name, ''), a.usename))
              FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
             WHERE l.pid <> pg_backend_pid() AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
               AND (l.locktype = 'relation' AND l.relation::bigint = ? AND l.granted
                      AND l.mode NOT IN ('AccessShareLock', 'RowShareLock', 'ShareUpdateExclusiveLock')
                    OR l.locktype = 'advisory' AND l.objsubid = 1
                      AND (l.classid::bigint << 32 | l.objid::bigint) = ANY (?)) LIMIT 1""";
    private static final long GOLANG_SALT = 1486364155L;
    private static final long SQLX_SALT = 0x3d32ad9eL;
    private static final long RAILS_SALT = 2053462845L;

    private RunnersInFlight() {}

    static void note(Connection connection, List<SystemRecord> records, Findings findings) throws SQLException {
        for (SystemRecord record : records) {
            String holder = holder(connection, record);
            if (holder != null) {
                findings.error(
                        "runner-in-flight",
                        record.table().display(),
                        record.system().display() + " is at work: " + holder + " holds its lock.",
                        "Wait until it is done, and stop what starts it.");
            }
        }
    }

    private static @Nullable String holder(Connection connection, SystemRecord record) throws SQLException {
        if (record.system() == OldSystem.LIQUIBASE && liquibaseLocked(connection, record.table())) {
            return "the row of databasechangeloglock";
        }
        try (PreparedStatement statement = connection.prepareStatement(HOLDERS)) {
            statement.setLong(1, record.table().oid());
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint", keys(record, connection.getCatalog()).toArray()));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    private static boolean liquibaseLocked(Connection connection, VersionTable table) throws SQLException {
        VersionTable lock = new VersionTable(table.schema(), "databasechangeloglock", 0, table.columns(), null);
        try (PreparedStatement there = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            there.setString(1, lock.quoted());
            try (ResultSet result = there.executeQuery()) {
                result.next();
                if (!result.getBoolean(1)) {
                    return false;
                }
            }
        }
        try (PreparedStatement locked =
                        connection.prepareStatement("SELECT coalesce(bool_or(locked), false) FROM " + lock.quoted());
                ResultSet result = locked.executeQuery()) {
            result.next();
            return result.getBoolean(1);
        }
    }

    /** The keys of the advisory locks that a system takes. */
    static List<Long> keys(SystemRecord record, String database) {
        String table = record.table().schema() + "\0" + record.table().name() + "\0" + database;
        List<Long> keys = new ArrayList<>();
        switch (record.system()) {
            case GOLANG_MIGRATE -> {
                keys.add(crc(table) * GOLANG_SALT & 0xffffffffL);
                keys.add(crc(database) * GOLANG_SALT & 0xffffffffL);
            }
            case SQLX -> keys.add(SQLX_SALT * crc(database));
            case RAILS -> keys.add(RAILS_SALT * crc(database));
            case GOOSE -> keys.addAll(List.of(4097083626L, 5887940537704921958L));
            case ATLAS -> keys.add(2686470616L);
            case SQITCH -> keys.add(75474063L);
            case PRISMA -> keys.add(72707369L);
            case NODE_PG_MIGRATE -> keys.add(7241865325823964L);
            case GRAPHILE_MIGRATE -> keys.add(4727445306447283L);
            default -> {
                // has no lock of its own
            }
        }
        return keys;
    }

    private static long crc(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
