package dev.migrationcontrol.engine;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
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
    private static final Pattern CONCURRENTLY = Pattern.compile("\\bconcurrently\\b", Pattern.CASE_INSENSITIVE);

    private final BaseConnection connection;
    private final SessionWatch watch;
    private final RunListener listener;
    private final int total;
    private final boolean outside;
    private final String lockTimeout;
    private final List<ReusedIndex> reusedIndexes = new ArrayList<>();
    private int started;
    private int committed;
    private int completed;
    private boolean waitsForLocks;

    /** @param lockTimeout the limit, in milliseconds, that statements outside of a transaction go back to */
    StatementEvents(
            BaseConnection connection,
            SessionWatch watch,
            RunListener listener,
            Statements statements,
            String lockTimeout) {
        this.connection = connection;
        this.watch = watch;
        this.listener = listener;
        this.total = statements.total();
        this.outside = statements.outside();
        this.lockTimeout = lockTimeout;
    }

    /**
     * What there is to count.
     *
     * @param outside whether they run outside of a transaction
     */
    record Statements(int total, boolean outside) {}

    /** Number of the statement that was started last, from 1; 0 before the first. */
    int started() {
        return started;
    }

    /** How many statements ran to their end. */
    int completed() {
        return completed;
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
            case BEFORE_EACH_MIGRATE_STATEMENT -> begin(sql);
            case AFTER_EACH_MIGRATE_STATEMENT -> {
                completed = started;
                if (connection.getTransactionState() == TransactionState.IDLE) {
                    committed = started;
                }
                pass(warnings);
            }
            default -> {
                // the failure itself arrives as an exception
            }
        }
    }

    private void begin(String sql) {
        ReusedIndex.in(sql).ifPresent(reusedIndexes::add);
        boolean concurrently = outside && CONCURRENTLY.matcher(sql).find();
        if (outside && concurrently != waitsForLocks) {
            limitLockWaits(concurrently);
        }
        listener.statementStarted(started + 1, total, outside);
        started++;
        watch.statementBegins(!concurrently);
    }

    /** A short lock_timeout would end a concurrent build in its last phase and leave an invalid index. */
    private void limitLockWaits(boolean withoutLimit) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET lock_timeout = " + (withoutLimit ? "0" : lockTimeout));
            waitsForLocks = withoutLimit;
        } catch (SQLException e) {
            // Only a lost connection refuses this, and the statement that comes next says so as what it is.
            return;
        }
    }

    private void pass(@Nullable List<Warning> warnings) {
        if (warnings != null) {
            warnings.forEach(each -> listener.noticed(each.getState(), String.valueOf(each.getMessage())));
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
