package dev.migrationcontrol.probe;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;

/**
 * How far a server has come in its log. That of a primary counts what is not on disk yet: with {@code synchronous_commit}
 * off a transaction has ended before.
 *
 * @param bytes begun by a primary, replayed by a standby
 */
record LogPosition(long bytes, boolean standby) {
    static final String SQL = "SELECT pg_catalog.pg_is_in_recovery(), ((CASE WHEN pg_catalog.pg_is_in_recovery()"
            + " THEN pg_catalog.pg_last_wal_replay_lsn() ELSE pg_catalog.pg_current_wal_insert_lsn() END)"
            + " OPERATOR(pg_catalog.-) '0/0'::pg_catalog.pg_lsn)::pg_catalog.int8";

    static LogPosition decode(RowSet<Row> answer) {
        Row row = answer.iterator().next();
        return new LogPosition(row.getLong(1), row.getBoolean(0));
    }
}
