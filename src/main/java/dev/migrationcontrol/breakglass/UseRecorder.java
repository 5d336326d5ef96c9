package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.operation.Operation;
import dev.migrationcontrol.operation.Operations;
import dev.migrationcontrol.operation.state.OperationState;
import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records each use in the transaction that accepts its operation: there is none without the other. */
@Singleton
final class UseRecorder implements StateListener {
    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol.access");

    private final Operations operations;
    private final UseStore store;
    private final Journal journal;
    private final Access access;
    private final MeterRegistry metrics;

    UseRecorder(Operations operations, UseStore store, Journal journal, Access access, MeterRegistry metrics) {
        this.operations = operations;
        this.store = store;
        this.journal = journal;
        this.access = access;
        this.metrics = metrics;
    }

    @Override
    public int order() {
        return JOURNAL;
    }

    @Override
    public void changed(Connection transaction, StateChange change) throws SQLException {
        if (change.state() != OperationState.QUEUED || change.environment() == null) {
            return;
        }
        Optional<Operation> operation = operations.find(transaction, change.operation());
        if (operation.isPresent() && operation.get().attempt() == 0) {
            record(transaction, operation.get(), change);
        }
    }

    private void record(Connection transaction, Operation operation, StateChange change) throws SQLException {
        if (!(operation.request().get(BreakGlass.FIELD) instanceof Map<?, ?> said)) {
            return;
        }
        Caller caller = access.caller();
        String environment = operation.requireEnvironment();
        Use use = new Use(
                0,
                operation.id(),
                environment,
                caller.id(),
                caller.owner(),
                String.valueOf(said.get("reason")),
                ticket(said),
                change.at(),
                null);
        // The journal's lock comes first: with it, no other use is recorded meanwhile.
        journal.append(
                transaction,
                new Entry(
                        Entry.Kind.BREAK_GLASS,
                        caller.id(),
                        use.reason(),
                        environment,
                        operation.id(),
                        operation.request(),
                        null,
                        null));
        if (!store.insert(transaction, use)) {
            throw new BreakGlassRefused("Another use of " + caller.owner() + " on " + environment
                    + " is not reviewed yet: another person has to review it first, or to make this change.");
        }
        LOG.warnf("%s broke the glass on %s: operation %s", caller.id(), environment, operation.id());
        metrics.counter("migration_control_break_glass", "environment", environment)
                .increment();
    }

    private static @Nullable String ticket(Map<?, ?> said) {
        Object ticket = said.get("ticket");
        return ticket == null ? null : ticket.toString();
    }
}
