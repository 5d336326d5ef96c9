package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.BreakGlass;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.journal.Journal;
import dev.migrationcontrol.operation.state.StateChange;
import dev.migrationcontrol.operation.state.StateListener;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Records each use in the transaction that accepts its operation: there is none without the other. */
@Singleton
final class UseRecorder implements StateListener {
    private static final Logger LOG = Logger.getLogger("dev.migrationcontrol.access");

    private final UseStore store;
    private final Journal journal;
    private final Access access;
    private final MeterRegistry metrics;

    UseRecorder(UseStore store, Journal journal, Access access, MeterRegistry metrics) {
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
        String environment = change.environment();
        if (change.isAcceptance() && environment != null) {
            record(transaction, environment, change);
        }
    }

    private void record(Connection transaction, String environment, StateChange change) throws SQLException {
        if (!(change.request().get(BreakGlass.FIELD) instanceof Map<?, ?> said)) {
            return;
        }
        Caller caller = access.caller();
        Use use = new Use(
                0,
                change.operation(),
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
                        change.operation(),
                        change.request(),
                        null,
                        null));
        if (!store.insert(transaction, use)) {
            throw new BreakGlassRefused("Another use of " + caller.owner() + " on " + environment
                    + " is not reviewed yet: another person has to review it first, or to make this change.");
        }
        LOG.warnf("%s broke the glass on %s: operation %s", caller.id(), environment, change.operation());
        metrics.counter("migration_control_break_glass", "environment", environment)
                .increment();
    }

    private static @Nullable String ticket(Map<?, ?> said) {
        Object ticket = said.get("ticket");
        return ticket == null ? null : ticket.toString();
    }
}
