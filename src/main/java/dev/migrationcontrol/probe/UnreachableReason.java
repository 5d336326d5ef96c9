package dev.migrationcontrol.probe;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Says why a database was not reached, in words that hold no secret. */
final class UnreachableReason {
    private UnreachableReason() {}

    static Observation.Unreachable of(Throwable failure, Duration after) {
        if (failure instanceof PgException error) {
            // The server never sees a password in plain text, so it cannot repeat one.
            return new Observation.Unreachable(
                    after, "The server says: " + error.getErrorMessage(), error.getSqlState(), false);
        }
        if (failure instanceof RefusedLogin login) {
            return new Observation.Unreachable(
                    after,
                    "The server says: " + login.refused().getErrorMessage() + " " + login.getMessage(),
                    login.refused().getSqlState(),
                    false);
        }
        return new Observation.Unreachable(after, reason(failure), null, failure instanceof NoTurn);
    }

    /** Whether a connection broke, so that a new one may do better. */
    static boolean isConnectionLost(Throwable failure) {
        if (failure instanceof PgException error) {
            String state = String.valueOf(error.getSqlState());
            return state.startsWith("57P0") || state.startsWith("08");
        }
        return !(failure instanceof NoAnswer) && !(failure instanceof NoTurn);
    }

    /** Whether it is a fault of this service rather than of the database or of what is between. */
    static boolean isOurs(Throwable failure) {
        return failure instanceof RuntimeException
                && !(failure instanceof PgException)
                && !(failure instanceof VertxException);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NoAnswer || failure instanceof NoTurn || failure instanceof WrongRole) {
            return failure.getMessage() + ".";
        }
        if (failure instanceof SQLException) {
            return String.valueOf(failure.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "The host name is not known.";
        }
        if (failure instanceof ConnectException) {
            return "No server accepts connections at this address.";
        }
        if (failure instanceof SSLException || "SSL handshake failed".equals(failure.getMessage())) {
            return "The TLS handshake failed: the server's certificate, its host name or sslrootcert do not fit.";
        }
        if ("Postgres Server does not handle SSL connection".equals(failure.getMessage())) {
            return "The server offers no TLS, which sslmode asks for.";
        }
        return "The connection was closed or could not be set up ("
                + failure.getClass().getSimpleName() + ").";
    }
}
