package dev.migrationcontrol.operation;

import dev.migrationcontrol.operation.state.PreferredWait;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Answers a request that became an operation: at once, or after the wait that the caller prefers (RFC 7240). */
@Singleton
public final class OperationAnswer {
    private final OperationWait wait;

    OperationAnswer(OperationWait wait) {
        this.wait = wait;
    }

    /**
     * Reads what the caller prefers, before anything is accepted.
     *
     * @throws dev.migrationcontrol.problem.InvalidRequest when it says a wait that is none
     */
    public Within within(CallHeaders headers) {
        return new Within(wait, PreferredWait.seconds(headers.prefer()));
    }

    /** Answers within a wait. */
    public static final class Within {
        private final OperationWait wait;
        private final int seconds;

        private Within(OperationWait wait, int seconds) {
            this.wait = wait;
            this.seconds = seconds;
        }

        /** {@code 200} with the operation when it ends within the wait, else {@code 202}. */
        public Uni<Response> to(Operation operation) {
            return wait.await(operation, Duration.ofSeconds(seconds)).map(now -> response(now, seconds));
        }
    }

    private static Response response(Operation operation, int seconds) {
        Response.ResponseBuilder response = Response.status(operation.state().isFinished() ? 200 : 202)
                .entity(operation)
                // Not location(), which makes it absolute by the request's own Host.
                .header(HttpHeaders.LOCATION, operation.links().self());
        if (seconds > 0) {
            response.header("Preference-Applied", "wait=" + seconds);
        }
        return response.build();
    }
}
