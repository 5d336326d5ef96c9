package dev.migrationcontrol.engine;

import java.sql.SQLException;
import org.flywaydb.core.internal.database.DatabaseType;
import org.flywaydb.core.internal.jdbc.JdbcTemplate;
import org.flywaydb.core.internal.jdbc.Results;

/** Runs the statements of a script for Flyway's executor, and keeps nothing of their rows, which Flyway's own would. */
final class DiscardingTemplate extends JdbcTemplate {
    private final OpenSession session;
    private final StatementEvents events;

    DiscardingTemplate(OpenSession session, DatabaseType databaseType, StatementEvents events) {
        super(session.connection(), databaseType);
        this.session = session;
        this.events = events;
    }

    @Override
    public Results executeStatement(String sql) {
        Results results = new Results();
        PlainQuery query = new PlainQuery();
        session.output().dropRows(true);
        try {
            query.send(session.connection(), sql);
        } catch (SQLException e) {
            extractErrors(results, e);
        } finally {
            session.output().dropRows(false);
        }
        events.answered(query);
        return results;
    }
}
