package dev.migrationcontrol.control;

import dev.migrationcontrol.problem.Refusal;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** The service's own database does not answer, so nothing can be accepted or looked up. */
public final class ControlDatabaseUnavailable extends Refusal {
    private static final long serialVersionUID = 1L;
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final AtomicLong LOGGED = new AtomicLong(System.nanoTime() - AGAIN_NANOS);
    private static final Logger LOG = Logger.getLogger(ControlDatabaseUnavailable.class);

    public ControlDatabaseUnavailable(SQLException cause) {
        super(
                "control-database-unavailable",
                503,
                "The service's own database does not answer",
                "Operations are kept in the control database, which does not answer now or is busy. Try again later; with the"
                        + " same Idempotency-Key a request is never accepted twice.");
        LOG.logf(
                isFirst() ? Logger.Level.ERROR : Logger.Level.DEBUG,
                "The control database refused a call (SQLSTATE %s): %s",
                cause.getSQLState(),
                cause.getMessage());
    }

    /** An outage may last for hours, with many calls a second: one line in five seconds says enough. */
    private static boolean isFirst() {
        long last = LOGGED.get();
        long now = System.nanoTime();
        return now - last >= AGAIN_NANOS && LOGGED.compareAndSet(last, now);
    }
}
