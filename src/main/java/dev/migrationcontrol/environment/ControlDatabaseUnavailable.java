package dev.migrationcontrol.environment;

import dev.migrationcontrol.problem.Refusal;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** The service's own database does not answer, so nothing can be accepted or looked up. */
public final class ControlDatabaseUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(ControlDatabaseUnavailable.class);

    public ControlDatabaseUnavailable(SQLException cause) {
        super(
                "control-database-unavailable",
                503,
                "The service's own database does not answer",
                "Operations are kept in the control database, which does not answer now or is busy. Try again later; with the"
                        + " same Idempotency-Key a request is never accepted twice.");
        LOG.errorf("The control database refused a call (SQLSTATE %s): %s", cause.getSQLState(), cause.getMessage());
    }
}
