package dev.migrationcontrol.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Makes a delivery of each change of state for each receiver that wants it, in the transaction of the change. */
@Singleton
final class OperationEvents implements StateListener {
    /** Someone makes a change although something stands against it. */
    static final String BREAK_GLASS = "access.break-glass";

    /** A check found objects that are not what the history has built. */
    static final String DRIFT_FOUND = "drift.found";

    /** A check found none, where the one before did. */
    static final String DRIFT_ENDED = "drift.ended";

    private static final String DRIFT_CHECK = "DRIFT_CHECK";

    /** What a receiver gets that names no events: all of them. */
    static final List<String> ALL = List.of(Receiver.ALL_EVENTS, BREAK_GLASS, DRIFT_FOUND, DRIFT_ENDED);

    /** All events, and the name that means all states of operations. */
    static final List<String> NAMES = Stream.concat(
                    ALL.stream(), Stream.of(OperationState.values()).map(OperationEvents::name))
            .toList();

    private static final int MOST_STEPS = 100;

    private final Receivers receivers;
    private final DeliveryStore store;
    private final RetryConfig config;
    private final Operations operations;
    private final ObjectMapper mapper;

    OperationEvents(
            Receivers receivers, DeliveryStore store, RetryConfig config, Operations operations, ObjectMapper mapper) {
        this.receivers = receivers;
        this.store = store;
        this.config = config;
        this.operations = operations;
        this.mapper = mapper;
    }

    /** What is sent. */
    record Message(String type, Instant timestamp, Operation data) {}

    @Override
    public void changed(Connection transaction, StateChange change) throws SQLException {
        deliver(transaction, change, name(change.state()), operation -> true);
        if (change.state() == OperationState.QUEUED) {
            deliver(transaction, change, BREAK_GLASS, OperationEvents::breaksGlass);
        }
        if (change.state() == OperationState.SUCCEEDED && change.type().equals(DRIFT_CHECK)) {
            deliver(transaction, change, DRIFT_FOUND, operation -> says(operation, "state", "DRIFTED"));
            deliver(
                    transaction,
                    change,
                    DRIFT_ENDED,
                    operation -> says(operation, "state", "NONE") && says(operation, "before", "DRIFTED"));
        }
    }

    private static boolean breaksGlass(Operation operation) {
        return operation.attempt() == 0 && operation.request().get(BreakGlass.FIELD) != null;
    }

    private static boolean says(Operation operation, String member, String value) {
        Map<String, Object> result = operation.result();
        return result != null && value.equals(result.get(member));
    }

    private void deliver(Connection transaction, StateChange change, String event, Predicate<Operation> concerned)
            throws SQLException {
        List<Receiver> wanting = receivers.all().stream()
                .filter(each -> each.wants(event, change.environment()))
                .toList();
        if (wanting.isEmpty()) {
            return;
        }
        Operation operation = operations.find(transaction, change.operation()).orElseThrow();
        if (!concerned.test(operation)) {
            return;
        }
        String body = write(new Message(event, change.at(), withoutManySteps(operation)));
        for (Receiver receiver : wanting) {
            store.insert(transaction, receiver, event, change, body, config.mostPending());
        }
    }

    /** A receiver that wants thousands of steps looks the operation up. */
    private static Operation withoutManySteps(Operation operation) {
        return operation.steps().size() <= MOST_STEPS ? operation : operation.withSteps(List.of());
    }

    private static String name(OperationState state) {
        return "operation." + state.name().toLowerCase(Locale.ROOT);
    }

    private String write(Message message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
