package dev.migrationcontrol.console;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.Refusal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Asks the API for the caller of the page, so that the console knows nothing, and can do nothing, that the API does not:
 * the same verbs, the same visibility, the same refusals.
 */
@Singleton
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ApiEndpoints endpoints;
    private final Access access;
    private final ObjectMapper mapper;

    Api(ApiEndpoints endpoints, Access access, ObjectMapper mapper) {
        this.endpoints = endpoints;
        this.access = access;
        this.mapper = mapper;
    }

    /**
     * Reads. Blocks.
     *
     * @param named names and values of parameters in turns; a value that is empty counts as none
     * @throws Refusal as the API answers it
     */
    Answer get(String path, String... named) {
        return json(call("GET " + path, new ApiEndpoint.Call(map(named), null, new JsonCall("GET"))));
    }

    /** The same, or null where the API refuses. */
    @Nullable
    Answer find(String path, String... named) {
        try {
            return get(path, named);
        } catch (Refusal refused) {
            return null;
        }
    }

    /**
     * Asks for a change. Blocks.
     *
     * @throws Refusal as the API answers it
     */
    Answer post(String path, Map<String, Object> body, String... named) {
        return json(call("POST " + path, new ApiEndpoint.Call(map(named), body, new JsonCall("POST"))));
    }

    /** Takes something back. */
    void delete(String path, String... named) {
        json(call("DELETE " + path, new ApiEndpoint.Call(map(named), null, new JsonCall("DELETE"))));
    }

    /** Follows a stream of the API. */
    Multi<OutboundSseEvent> follow(String path, Sse sse, String... named) {
        Object answer = call("GET " + path, new ApiEndpoint.Call(map(named), null, sse));
        if (answer instanceof Multi<?> events) {
            return events.onItem().castTo(OutboundSseEvent.class);
        }
        throw new IllegalStateException(path + " is no stream");
    }

    private @Nullable Object call(String methodAndPath, ApiEndpoint.Call call) {
        ApiEndpoint endpoint = endpoints.require(methodAndPath);
        access.require(endpoint.verb(), call.named().get("environment"));
        try {
            Object answer = endpoint.call(call, mapper);
            return answer instanceof Uni<?> later ? later.await().atMost(PATIENCE) : answer;
        } catch (CompletionException | IllegalArgumentException e) {
            throw refusal(e);
        }
    }

    /** What a form holds is read as a body of the API is, and refused in the same way. */
    private static RuntimeException refusal(RuntimeException failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                return refusal;
            }
            if (cause instanceof JsonMappingException unreadable && !(cause.getCause() instanceof Refusal)) {
                String field = unreadable.getPath().isEmpty()
                        ? "form"
                        : String.valueOf(unreadable.getPath().get(0).getFieldName());
                return new InvalidRequest(field, "is not of the documented form");
            }
        }
        return failure;
    }

    private Answer json(@Nullable Object answer) {
        Object entity = answer instanceof Response response ? response.getEntity() : answer;
        JsonNode json = mapper.valueToTree(entity);
        return new Answer(json);
    }

    private static Map<String, String> map(String... named) {
        Map<String, String> map = new HashMap<>();
        for (int at = 0; at < named.length; at += 2) {
            if (!named[at + 1].isEmpty()) {
                map.put(named[at], named[at + 1]);
            }
        }
        return map;
    }
}
