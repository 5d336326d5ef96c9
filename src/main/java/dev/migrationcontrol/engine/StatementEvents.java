package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.RunFailure.Reason;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
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

/** Follows the statements of one script as Flyway runs them, and ends a script that takes back what it did itself. */
final class StatementEvents implements CallbackExecutor<Event> {
    /** What is not run as a query, and so has no tag of the server's, copies data. */
    private static final String COPY = "COPY";

    private final OpenSession session;
    private final BaseConnection connection;
    private final SessionWatch watch;
    private final RunListener listener;
    private final int total;
    private final boolean outside;
    private final String lockTimeout;
    private final StatementClues clues = new StatementClues();
    private final StatementTrail trail;
    private @Nullable InnerCallbacks callbacks;
    private int started;
    private String tag = COPY;
    private boolean remarked;
    private boolean failed;
    private boolean waitsForLocks;
    private boolean closing;

    /** @param lockTimeout the limit, in milliseconds, that statements outside of a transaction go back to */
    StatementEvents(
            OpenSession session, SessionWatch watch, RunListener listener, Statements statements, String lockTimeout) {
        this.session = session;
        this.connection = session.connection();
        this.watch = watch;
        this.listener = listener;
        this.total = statements.total();
        this.outside = statements.outside();
        this.lockTimeout = lockTimeout;
        this.trail = new StatementTrail(outside);
    }

    /**
     * What there is to count.
     *
     * @param outside whether they run outside of a transaction
     */
    record Statements(int total, boolean outside) {}

    /** Around each statement these run. */
    void around(InnerCallbacks inner) {
        callbacks = inner;
    }

    /** Number of the statement that was started last, from 1; 0 before the first. */
    int started() {
        return started;
    }

    /** What became of the statements that ran. */
    StatementTrail trail() {
        return trail;
    }

    /** What the texts of the statements so far say. */
    StatementClues clues() {
        return clues;
    }

    /** Whether what ends the transaction has been sent together with statements whose answers are not known. */
    void closing(boolean sent) {
        closing = sent;
    }

    /** Whether the server may have committed the script, although not all of its statements were answered. */
    boolean mayBeCommitted() {
        return closing;
    }

    /** Whether a statement failed that may have committed a part of its work before. */
    boolean failedAfterCommits() {
        return failed && outside && !trail.isInTransaction() && clues.mayCommit();
    }

    @Override
    public void onEachMigrateOrUndoStatementEvent(
            Event event, String sql, @Nullable List<Warning> warnings, @Nullable List<Error> errors) {
        switch (event) {
            case BEFORE_EACH_MIGRATE_STATEMENT -> {
                call(event);
                begin(sql);
                probe(probe -> probe.before(connection, started, outside));
            }
            case AFTER_EACH_MIGRATE_STATEMENT -> {
                probe(probe -> probe.after(connection, started, tag));
                end(sql);
                call(event);
            }
            case AFTER_EACH_MIGRATE_STATEMENT_ERROR -> {
                failed = true;
                probe(probe -> probe.failed(connection));
                if (callbacks != null) {
                    callbacks.afterFailure(event, outside);
                }
            }
            default -> {}
        }
    }

    private void call(Event event) {
        if (callbacks != null) {
            callbacks.at(event, outside);
        }
    }

    private interface Look {
        void through(StatementProbe probe) throws SQLException;
    }

    private void probe(Look look) {
        try {
            look.through(listener.probe());
        } catch (SQLException e) {
            throw new ScriptStopped(ServerMessage.of(e));
        }
    }

    /** The server has answered a statement, well or not. */
    void answered(PlainQuery query) {
        tag = query.tag();
        query.notices().forEach(this::pass);
    }

    /** The server raised this while it ran the statement. */
    void pass(SQLWarning notice) {
        listener.noticed(notice.getSQLState(), String.valueOf(notice.getMessage()));
    }

    /** The script runs now. */
    void scriptBegins() {
        session.output().scriptBegins();
        watch.scriptBegins();
    }

    /** The script runs no further. */
    void scriptEnds() {
        watch.scriptEnds();
        long leftOut = session.output().noticesLeftOut();
        session.output().scriptEnds();
        if (leftOut > 0) {
            listener.noticesLeftOut(leftOut);
        }
    }

    /** A statement came to its end, whose successor may be at work already. */
    void ended(String sql, String answer) {
        tag = answer;
        end(sql);
    }

    private void end(String sql) {
        passNoticesOfCopy();
        StatementTrail.Ending ending =
                trail.ended(started, tag, sql, connection.getTransactionState() != TransactionState.IDLE);
        requireUsable(started);
        switch (ending) {
            case NONE -> {}
            case COMMITTED -> remarkOnCommit();
            case ROLLED_BACK -> rolledBack();
            case PREPARED -> {} // only outside of a transaction
        }
    }

    /** The driver would close the connection over what this statement, or one that ran inside of it, has set. */
    void requireUsable(int statement) {
        String refused = session.output().refused();
        if (refused != null) {
            throw new ScriptStopped(new RunFailure(
                    Reason.CHECK_FAILED,
                    "Statement " + statement + " sets " + refused + ", with which the service cannot work.",
                    new ServerError(
                            statement,
                            0,
                            null,
                            "Scripts are UTF-8, and dates are written as ISO says: remove the setting, and save the"
                                    + " script as UTF-8."),
                    null));
        }
    }

    private void remarkOnCommit() {
        if (!outside && !remarked) {
            remarked = true;
            listener.remarked(
                    "Statement " + started + " commits the script's transaction itself, so the row of the history"
                            + " is written after it and not together with it.");
        }
    }

    private void rolledBack() {
        requireOutside(
                "rolls back the script's own transaction, so the script would count as applied without its changes",
                "Remove the statement, or move what should not remain to a script of its own.");
        listener.remarked("Statement " + started + " of the script rolls back the changes of its transaction: "
                + trail.undone() + ".");
    }

    private void requireOutside(String what, String hint) {
        if (!outside) {
            throw new ScriptStopped(new RunFailure(
                    Reason.CHECK_FAILED,
                    "Statement " + started + " " + what + ".",
                    new ServerError(started, 0, null, hint),
                    null));
        }
    }

    /** The driver keeps what is raised while data is copied at the connection. */
    private void passNoticesOfCopy() {
        if (!tag.equals(COPY)) {
            return;
        }
        try {
            for (SQLWarning each = connection.getWarnings(); each != null; each = each.getNextWarning()) {
                pass(each);
            }
            connection.clearWarnings();
        } catch (SQLException e) {
            // The connection was lost, and the next statement says so.
            return;
        }
    }

    /** A statement is about to run. */
    void begin(String sql) {
        tag = COPY;
        clues.read(started + 1, sql);
        boolean concurrently = outside && clues.isConcurrent();
        if (outside && concurrently != waitsForLocks) {
            limitLockWaits(concurrently);
        }
        listener.statementStarted(started + 1, total, outside);
        started++;
        if (clues.preparesTransaction()) {
            requireOutside(
                    "prepares the script's transaction, which would be left neither committed nor rolled back",
                    "Remove PREPARE TRANSACTION: the script is committed together with its row of the history.");
        }
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
