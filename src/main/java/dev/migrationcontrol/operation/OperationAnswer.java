package dev.migrationcontrol.operation;

import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Answers a request that became an operation: at once, or after the wait that the caller prefers (RFC 7240). */
@Singleton
public final class OperationAnswer {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,9})\"?(?=$|[,;\\s])");
    private static final int MAX_WAIT_SECONDS = 300;

    private final OperationWait wait;

    OperationAnswer(OperationWait wait) {
        this.wait = wait;
    }

    /**
     * Reads what the caller prefers, before anything is accepted.
     *
     * @param headers with {@code Prefer}, such as {@code wait=30}; seconds above 300 count as 300
     * @throws InvalidRequest when it says a wait of another form
     */
    public Within within(CallHeaders headers) {
        return new Within(wait, waitSeconds(headers.prefer()));
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

    private static int waitSeconds(@Nullable String prefer) {
        if (prefer == null) {
            return 0;
        }
        Matcher wait = WAIT.matcher(prefer);
        if (wait.find()) {
            return Math.min(MAX_WAIT_SECONDS, Integer.parseInt(wait.group(1)));
        }
        if (prefer.contains("wait")) {
            throw new InvalidRequest("Prefer", "must say the wait in whole seconds, like wait=30");
        }
        return 0;
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
