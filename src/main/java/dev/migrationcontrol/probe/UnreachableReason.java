package dev.migrationcontrol.probe;

import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Says why a database was not reached, in words that hold no secret. */
final class UnreachableReason {
    private UnreachableReason() {}

    static Observation.Unreachable of(Throwable failure, Duration after) {
        if (failure instanceof PgException error) {
            // The server never sees a password in plain text, so it cannot repeat one.
            return new Observation.Unreachable(
                    after, "The server says: " + error.getErrorMessage(), error.getSqlState());
        }
        return new Observation.Unreachable(after, reason(failure), null);
    }

    /** Whether a connection broke, so that a new one may do better. */
    static boolean isConnectionLost(Throwable failure) {
        return failure instanceof PgException error
                ? error.getSqlState().startsWith("57P0") || error.getSqlState().startsWith("08")
                : !(failure instanceof NoAnswer);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof NoAnswer || failure instanceof WrongRole) {
            return failure.getMessage() + ".";
        }
        if (failure instanceof UnknownHostException) {
            return "The host name is not known.";
        }
        if (failure instanceof ConnectException) {
            return "Nothing accepts connections at this address.";
        }
        if (failure instanceof SSLException) {
            return "The TLS handshake failed: " + failure.getMessage();
        }
        return "The connection was closed or could not be set up ("
                + failure.getClass().getSimpleName() + ").";
    }
}
