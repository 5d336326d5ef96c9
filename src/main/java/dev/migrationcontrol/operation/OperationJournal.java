package dev.migrationcontrol.operation;

import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes accepted requests and the ends of operations into the journal, in the transaction that records them. */
@Singleton
final class OperationJournal implements StateListener {
    private final OperationReader reader;
    private final Journal journal;

    OperationJournal(OperationReader reader, Journal journal) {
        this.reader = reader;
        this.journal = journal;
    }

    @Override
    public void changed(Connection transaction, StateChange change) throws SQLException {
        Entry.@Nullable Kind kind = kind(change.state());
        Optional<Operation> operation = kind == null ? Optional.empty() : reader.find(transaction, change.operation());
        if (kind != null && operation.isPresent() && !isHandedOver(operation.get())) {
            journal.append(transaction, entry(kind, operation.get(), change.state()));
        }
    }

    /** It is queued again, but was accepted long ago. */
    private static boolean isHandedOver(Operation operation) {
        return operation.state() == OperationState.QUEUED && operation.attempt() > 0;
    }

    /** To be called last in the transaction that records the cancellation. */
    void cancelled(Connection transaction, Operation operation, Cancellation cancellation) throws SQLException {
        journal.append(
                transaction,
                new Entry(
                        Entry.Kind.CANCELLATION_REQUESTED,
                        cancellation.requestedBy(),
                        cancellation.reason(),
                        operation.environment(),
                        operation.id(),
                        Map.of("type", "CANCELLATION"),
                        null,
                        null));
    }

    private static Entry.@Nullable Kind kind(OperationState state) {
        if (state == OperationState.QUEUED) {
            return Entry.Kind.REQUEST_ACCEPTED;
        }
        return state.isFinished() ? Entry.Kind.OPERATION_ENDED : null;
    }

    private static Entry entry(Entry.Kind kind, Operation operation, OperationState state) {
        boolean ended = kind == Entry.Kind.OPERATION_ENDED;
        return new Entry(
                kind,
                operation.requestedBy(),
                operation.reason(),
                operation.environment(),
                operation.id(),
                asked(operation),
                ended ? Map.of("steps", planned(operation.steps())) : null,
                ended ? result(operation, state) : null);
    }

    private static Map<String, Object> asked(Operation operation) {
        Map<String, Object> asked = new LinkedHashMap<>(operation.request());
        asked.put("type", operation.type());
        return asked;
    }

    private static List<Map<String, Object>> planned(List<Step> steps) {
        return steps.stream()
                .map(step -> Map.<String, Object>of(
                        "script", step.script(), "direction", step.direction().name()))
                .toList();
    }

    private static Map<String, Object> result(Operation operation, OperationState state) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("state", state.name());
        result.put("attempt", operation.attempt());
        result.put("steps", operation.steps());
        result.put("failure", operation.failure());
        result.put("result", operation.result());
        return result;
    }
}
