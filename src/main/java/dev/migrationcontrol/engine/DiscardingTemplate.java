package dev.migrationcontrol.engine;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;
import org.postgresql.core.BaseConnection;

/** Runs the statements of a script for Flyway's executor, and keeps nothing of their rows, which Flyway's own would. */
final class DiscardingTemplate extends JdbcTemplate {
    private final BaseConnection session;
    private final StatementEvents events;

    DiscardingTemplate(BaseConnection session, DatabaseType databaseType, StatementEvents events) {
        super(session, databaseType);
        this.session = session;
        this.events = events;
    }

    @Override
    public Results executeStatement(String sql) {
        Results results = new Results();
        PlainQuery query = new PlainQuery();
        try {
            query.send(session, sql);
        } catch (SQLException e) {
            extractErrors(results, e);
        }
        events.answered(query);
        return results;
    }
}
