package dev.migrationcontrol.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Another session at the target's server. Never carries what it runs: that may hold secrets.
 *
 * @param application how it names itself; empty where it does not, or where our role may not see it
 * @param user null where it has none, as the server's own workers
 * @param state PostgreSQL's word, such as {@code idle in transaction}; null where our role may not see it
 * @param since when its transaction began, or else when it connected; null where our role may not see it
 */
public record OtherSession(
        int pid,
        String application,
        @Nullable String user,
        @Nullable String state,
        @Nullable Instant since) {
    /** The columns that {@link #read} wants, of {@code pg_stat_activity a}. */
    static final String COLUMNS =
            "a.pid, coalesce(a.application_name, ''), a.usename::text, a.state, coalesce(a.xact_start, a.backend_start)";

    static OtherSession read(ResultSet result) throws SQLException {
        OffsetDateTime since = result.getObject(5, OffsetDateTime.class);
        return new OtherSession(
                result.getInt(1),
                result.getString(2),
                result.getString(3),
                result.getString(4),
                since == null ? null : since.toInstant());
    }

    /** For people. */
    public String describe() {
        return "process " + pid + " (" + (application.isEmpty() ? "no application name" : application) + ", user "
                + user + (state == null ? "" : ", " + state) + (since == null ? "" : ", since " + since) + ")";
    }
}
