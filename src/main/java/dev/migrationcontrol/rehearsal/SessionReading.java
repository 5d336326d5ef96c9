package dev.migrationcontrol.rehearsal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a session has locked, read and written so far, as it sees it itself.
 *
 * @param locked by oid
 * @param scans how often tables were read whole, by oid, in this transaction and maybe in earlier ones
 * @param wal the position in the write-ahead log of the server, in bytes
 */
record SessionReading(Map<Long, Locked> locked, Map<Long, Long> scans, long wal) {
    /** Everything is qualified: a script sets the search path as it likes. No relation of the server itself is looked at. */
    private static final String LOCKS = """
            SELECT l.relation::bigint, pg_catalog.array_agg(l.mode), pg_catalog.max(c.relfilenode::bigint)
              FROM pg_catalog.pg_locks l LEFT JOIN pg_catalog.pg_class c ON c.oid OPERATOR(pg_catalog.=) l.relation
             WHERE l.locktype OPERATOR(pg_catalog.=) 'relation' AND l.granted
               AND l.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid()
               AND l.relation::bigint OPERATOR(pg_catalog.>=) %d
               AND l.database OPERATOR(pg_catalog.=) (SELECT oid FROM pg_catalog.pg_database
                     WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database())
             GROUP BY l.relation""".formatted(KnownRelations.FIRST_OID);

    private static final String SCANS = """
            SELECT relid::bigint, seq_scan, NULL::bigint FROM pg_catalog.pg_stat_xact_user_tables WHERE seq_scan
               OPERATOR(pg_catalog.>) 0
            UNION ALL SELECT 0, 0, pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint""";

    /** Before anything was done. */
    static SessionReading atStart(long wal) {
        return new SessionReading(Map.of(), Map.of(), wal);
    }

    /**
     * What is locked of a relation.
     *
     * @param file null when the relation is not there any more
     */
    record Locked(Set<LockMode> modes, @Nullable Long file) {}

    static SessionReading of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            Map<Long, Locked> locked = new HashMap<>();
            try (ResultSet row = statement.executeQuery(LOCKS)) {
                while (row.next()) {
                    locked.put(row.getLong(1), new Locked(modes(row.getArray(2)), row.getObject(3, Long.class)));
                }
            }
            Map<Long, Long> scans = new HashMap<>();
            long wal = 0;
            try (ResultSet row = statement.executeQuery(SCANS)) {
                while (row.next()) {
                    if (row.getLong(1) == 0) {
                        wal = row.getLong(3);
                    } else {
                        scans.put(row.getLong(1), row.getLong(2));
                    }
                }
            }
            return new SessionReading(locked, scans, wal);
        }
    }

    private static Set<LockMode> modes(Array modes) throws SQLException {
        Set<LockMode> all = EnumSet.noneOf(LockMode.class);
        for (String mode : (String[]) modes.getArray()) {
            all.add(LockMode.ofServer(mode));
        }
        return all;
    }

    /** The scans since an earlier reading; the server forgets them when it has passed them on, at the end of a transaction. */
    long scansSince(SessionReading earlier, long oid) {
        long now = scans.getOrDefault(oid, 0L);
        long before = earlier.scans.getOrDefault(oid, 0L);
        return now >= before ? now - before : now;
    }
}
