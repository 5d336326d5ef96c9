package dev.migrationcontrol.rehearsal;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import org.jspecify.annotations.Nullable;

/** What a rehearsal says of a failure. */
final class RehearsalFailures {
    private static final String UNDEFINED_OBJECT = "42704";

    private RehearsalFailures() {}

    static Rehearsal.Failed of(@Nullable String script, RunFailure failure) {
        ServerError error = failure.error();
        return new Rehearsal.Failed(
                script,
                error == null ? 0 : error.statement(),
                error == null ? 0 : error.line(),
                error == null ? null : error.sqlState(),
                failure.message(),
                hint(failure, error));
    }

    private static @Nullable String hint(RunFailure failure, @Nullable ServerError error) {
        String message = failure.message();
        if (message.contains("extension")
                && (message.contains("is not available") || message.contains("control file"))) {
            return "Install the extension on the server of the rehearsal, or rehearse on another server: see rehearsal"
                    + " and REHEARSAL_DATABASE_URL.";
        }
        if (error != null && UNDEFINED_OBJECT.equals(error.sqlState()) && message.contains("role \"")) {
            return "Roles belong to a server: create the role on the server of the rehearsal, or rehearse on another.";
        }
        return error == null ? null : error.hint();
    }

    /**
     * @throws RunFailure when no script is to blame: someone asked the work to end
     */
    static void requireNotStopped(RunFailure failure) throws RunFailure {
        switch (failure.reason()) {
            case CANCELLED, HANDED_OVER, FENCED -> throw failure;
            default -> {}
        }
    }
}
