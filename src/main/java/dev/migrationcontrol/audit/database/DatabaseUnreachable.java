package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.environment.database.LogOn;
import dev.migrationcontrol.problem.Refusal;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.postgresql.util.PSQLException;

/** The database to audit does not answer, or not in time. */
public final class DatabaseUnreachable extends Refusal {
    private static final long serialVersionUID = 1L;

    private DatabaseUnreachable(String environment, String reason) {
        super(
                "environment-unreachable",
                503,
                "The environment's database does not answer",
                "The database of '" + environment + "' does not answer. " + reason);
        member("environment", environment);
    }

    static DatabaseUnreachable of(String environment, SQLException failure) {
        DatabaseUnreachable refusal = new DatabaseUnreachable(environment, reason(failure));
        if (failure.getSQLState() != null && serverSays(failure)) {
            refusal.member("sqlState", failure.getSQLState());
        }
        return refusal;
    }

    static DatabaseUnreachable late(String environment, Duration timeout) {
        return new DatabaseUnreachable(
                environment,
                "Its catalogues were not read within " + timeout
                        + ": try again, or raise migration-control.audit.database.timeout.");
    }

    private static boolean serverSays(SQLException failure) {
        return LogOn.isRefusal(failure.getSQLState())
                || (failure instanceof PSQLException error && error.getServerErrorMessage() != null);
    }

    private static String reason(SQLException failure) {
        if (failure instanceof PSQLException error && error.getServerErrorMessage() != null) {
            // The server never sees a password in plain text, so it cannot repeat one.
            return "The server says: " + error.getServerErrorMessage().getMessage();
        }
        if (LogOn.isExplained(failure)) {
            return String.valueOf(failure.getMessage());
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "The host name is not known.";
            }
            if (cause instanceof ConnectException) {
                return "No server accepts connections at this address.";
            }
            if (cause instanceof SocketTimeoutException) {
                return "It did not answer in time.";
            }
            if (cause instanceof SSLException) {
                return "The TLS handshake failed: the server's certificate, its host name or sslrootcert do not fit.";
            }
        }
        return "The connection was closed or could not be set up.";
    }
}
