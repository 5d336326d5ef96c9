package dev.migrationcontrol.operation;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.Step;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes accepted requests and the ends of operations into the journal, in the transaction that records them. */
@Singleton
final class OperationJournal {
    private static final int MOST_STEPS = 50;
    private static final int FIRST_STEPS = 10;
    private static final int MOST_PLANNED = 200;

    /** How long a text of a failure may be. */
    private static final int LONGEST = 2_000;

    private final Journal journal;
    private final Access access;

    OperationJournal(Journal journal, Access access) {
        this.journal = journal;
        this.access = access;
    }

    /** To be called last in the transaction that changed the state, with the operation as it is after the change. */
    void changed(Connection transaction, Operation operation, OperationState state) throws SQLException {
        Entry.@Nullable Kind kind = kind(state);
        boolean handedOver = state == OperationState.QUEUED && operation.attempt() > 0;
        if (kind != null && !handedOver) {
            journal.append(transaction, entry(kind, operation, state));
        }
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

    private Entry entry(Entry.Kind kind, Operation operation, OperationState state) {
        boolean ended = kind == Entry.Kind.OPERATION_ENDED;
        return new Entry(
                kind,
                operation.requestedBy(),
                operation.reason(),
                operation.environment(),
                operation.id(),
                asked(operation, ended ? Map.of() : access.trace(operation.environment())),
                ended
                        ? Map.of(
                                "steps",
                                planned(operation.steps()),
                                "stepCount",
                                operation.steps().size())
                        : null,
                ended ? result(operation, state) : null);
    }

    private static Map<String, Object> asked(Operation operation, Map<String, Object> trace) {
        Map<String, Object> asked = new LinkedHashMap<>(operation.request());
        asked.put("type", operation.type());
        if (!trace.isEmpty()) {
            asked.put("access", trace);
        }
        return asked;
    }

    private static List<Map<String, Object>> planned(List<Step> steps) {
        return steps.stream()
                .limit(MOST_PLANNED)
                .map(step -> Map.<String, Object>of(
                        "script", step.script(), "direction", step.direction().name()))
                .toList();
    }

    /** State, attempt and failure are always there; of many steps those that say most. */
    private static Map<String, Object> result(Operation operation, OperationState state) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("state", state.name());
        result.put("attempt", operation.attempt());
        result.put("steps", telling(operation.steps()));
        result.put("stepCount", operation.steps().size());
        result.put("stepsSucceeded", count(operation.steps(), Step.State.SUCCEEDED));
        result.put(
                "failure",
                operation.failure() == null ? null : operation.failure().shortened(LONGEST));
        result.put("result", operation.result());
        return result;
    }

    private static long count(List<Step> steps, Step.State state) {
        return steps.stream().filter(step -> step.state() == state).count();
    }

    /** All of them when they are few; else the first ones, those that failed, the first that did not run, and the last. */
    private static List<Step> telling(List<Step> steps) {
        if (steps.size() <= MOST_STEPS) {
            return steps.stream().map(step -> step.shortened(LONGEST)).toList();
        }
        LinkedHashSet<Step> telling = new LinkedHashSet<>(steps.subList(0, FIRST_STEPS));
        steps.stream()
                .filter(step -> step.state() == Step.State.FAILED)
                .limit(FIRST_STEPS)
                .forEach(telling::add);
        steps.stream()
                .filter(step -> step.state() == Step.State.NOT_RUN)
                .limit(1)
                .forEach(telling::add);
        telling.add(steps.get(steps.size() - 1));
        return telling.stream().map(step -> step.shortened(LONGEST)).toList();
    }
}
