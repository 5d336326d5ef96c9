package dev.migrationcontrol.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Error;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.callback.Warning;
import org.flywaydb.core.api.output.OperationResult;
import org.flywaydb.core.internal.callback.CallbackExecutor;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Counts the statements of one script as Flyway runs them, and sees when the script itself ends the transaction. */
final class StatementEvents implements CallbackExecutor<Event> {
    private final BaseConnection connection;
    private final RunListener listener;
    private final int total;
    private final List<ReusedIndex> reusedIndexes = new ArrayList<>();
    private int started;
    private int committed;

    StatementEvents(BaseConnection connection, RunListener listener, int total) {
        this.connection = connection;
        this.listener = listener;
        this.total = total;
    }

    /** Number of the statement that was started last, from 1; 0 before the first. */
    int started() {
        return started;
    }

    /** How many statements the script made permanent by a {@code COMMIT} of its own. */
    int committed() {
        return committed;
    }

    /** The indexes that statements so far would have created if there had been none of the name. */
    List<ReusedIndex> reusedIndexes() {
        return reusedIndexes;
    }

    @Override
    public void onEachMigrateOrUndoStatementEvent(
            Event event, String sql, @Nullable List<Warning> warnings, @Nullable List<Error> errors) {
        switch (event) {
            case BEFORE_EACH_MIGRATE_STATEMENT -> {
                started++;
                ReusedIndex.in(sql).ifPresent(reusedIndexes::add);
                listener.statementStarted(started, total);
            }
            case AFTER_EACH_MIGRATE_STATEMENT -> {
                if (connection.getTransactionState() == TransactionState.IDLE) {
                    committed = started;
                }
            }
            default -> {
                // the failure itself arrives as an exception
            }
        }
    }

    @Override
    public Collection<String> onEvent(Event event) {
        return List.of();
    }

    @Override
    public void onMigrateOrUndoEvent(Event event) {}

    @Override
    public void onMainConnectionEvent(Event event) {}

    @Override
    public void onMigrationConnectionEvent(Event event) {}

    @Override
    public void setMigrationInfo(@Nullable MigrationInfo migrationInfo) {}

    @Override
    public void onEachMigrateOrUndoEvent(Event event) {}

    @Override
    public void onOperationFinishEvent(Event event, OperationResult operationResult) {}
}
