package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.problem.Refusal;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** The control database does not answer, so the journal cannot be read. */
final class JournalUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = Logger.getLogger(JournalUnavailable.class);

    JournalUnavailable(SQLException cause) {
        this();
        LOG.errorf("The journal cannot be read (SQLSTATE %s): %s", cause.getSQLState(), cause.getMessage());
    }

    /** The cause is logged already. */
    JournalUnavailable() {
        super(
                "journal-unavailable",
                503,
                "The journal cannot be read now",
                "The journal is kept in the control database, which does not answer now or is busy; try again later.");
    }
}
