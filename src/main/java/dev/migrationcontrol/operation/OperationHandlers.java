package dev.migrationcontrol.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.Change;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handlers of all types; they are looked up when they are needed, since they may need operations themselves. */
@Singleton
final class OperationHandlers {
    private final Instance<OperationHandler<?>> all;
    private final ObjectMapper mapper;

    OperationHandlers(@Any Instance<OperationHandler<?>> all, ObjectMapper mapper) {
        this.all = all;
        this.mapper = mapper;
    }

    Optional<OperationHandler<?>> find(String type) {
        for (OperationHandler<?> handler : all) {
            if (handler.type().equals(type)) {
                return Optional.of(handler);
            }
        }
        return Optional.empty();
    }

    /** The request as its handler reads it. */
    <R> R read(OperationHandler<R> handler, Map<String, Object> request) {
        return mapper.convertValue(request, handler.request());
    }

    /** The change that a request asks for; nothing where it changes no environment. */
    Optional<Change> change(String type, @Nullable String environment, Map<String, Object> request) {
        return environment == null
                ? Optional.empty()
                : find(type)
                        .filter(handler -> changes(handler, request))
                        .map(handler -> new Change(handler.verb(), environment, request));
    }

    private <R> boolean changes(OperationHandler<R> handler, Map<String, Object> request) {
        return handler.changes(read(handler, request));
    }
}
