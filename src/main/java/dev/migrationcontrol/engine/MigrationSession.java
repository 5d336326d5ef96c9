package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Callback;
import dev.migrationcontrol.script.Moment;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Scripts;
import dev.migrationcontrol.script.Version;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.flywaydb.core.api.callback.Event;
import org.postgresql.core.BaseConnection;

/**
 * The one connection that holds the lock of a history, runs scripts and writes their rows; migrations and undo scripts
 * alike. Not for use by several threads.
 */
public final class MigrationSession implements AutoCloseable {
    private final BaseConnection connection;
    private final HistoryTable table;
    private final HistoryWriter writer;
    private final ScriptExecution execution;
    private final ResolvedScripts scripts;
    private final ScriptParser parser;
    private final SessionWatch watch;
    private final StopSignal stop;
    private final HistoryReader reader;
    private History history;

    MigrationSession(OpenSession session, Target target, HistoryLock lock, OpeningDataSource.Opening opening)
            throws SQLException {
        this.connection = session.connection();
        this.scripts = target.scripts();
        this.stop = target.stop();
        this.table = new HistoryTable(target.environment().policy());
        SessionState state = session.state();
        this.reader = new HistoryReader(connection, table);
        this.history = reader.read();
        this.writer = new HistoryWriter(connection, table, state, history.nextRank());
        this.parser = new ScriptParser(scripts, !connection.getStandardConformingStrings());
        state.restore(connection);
        this.watch = new SessionWatch(connection, target, opening);
        SessionGuard guard = new SessionGuard(session, state, lock, reader, writer);
        this.execution = new ScriptExecution(session, target, parser, guard, watch);
    }

    /**
     * Runs the callbacks of a moment, each in a transaction of its own where its statements allow.
     *
     * @throws RunFailure of the first that fails
     */
    public void callbacks(Moment moment, RunListener listener) throws RunFailure {
        for (Event event : moment.events()) {
            for (Callback callback : scripts.callbacks(event)) {
                listener.callbackStarted(callback.script());
                execution.run(ScriptRun.callback(callback.asScript()), listener);
                listener.callbackEnded();
            }
        }
    }

    /**
     * Reads the history again, after callbacks that may have made what was missing.
     *
     * @throws RunFailure when the connection is lost
     */
    public void lookAgain() throws RunFailure {
        try {
            history = reader.read();
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /** The history as it was when the lock was taken. */
    public History history() {
        return history;
    }

    /** The rank that the next row will have. */
    public int nextRank() {
        return writer.nextRank();
    }

    /** The rank of the first script that runs next, when a stock Flyway first marks the schemas that it creates. */
    public int nextScriptRank() {
        boolean marked = !history.rows().isEmpty() && !history.missingSchemas().isEmpty();
        return nextRank() + (marked ? 1 : 0);
    }

    /** The scripts that this session runs. */
    public Scripts scripts() {
        return scripts.scripts();
    }

    /** The same with what is needed to run them elsewhere. */
    public ResolvedScripts resolvedScripts() {
        return scripts;
    }

    /** The text of one of these scripts. */
    public String textOf(Script script) {
        return scripts.textOf(script);
    }

    /**
     * Creates missing schemas and the history table, in one transaction, with Flyway's marker of created schemas.
     *
     * @throws RunFailure when the role may not
     */
    public void createHistory() throws RunFailure {
        List<String> schemas =
                history.missingSchemas().stream().map(HistoryTable::quote).toList();
        if (history.exists() && schemas.isEmpty()) {
            return;
        }
        StringBuilder sql = new StringBuilder();
        schemas.forEach(schema -> sql.append("CREATE SCHEMA ").append(schema).append("; "));
        if (!history.exists()) {
            sql.append(table.createTable()).append("; ");
        }
        try {
            connection.setAutoCommit(false);
            if (schemas.isEmpty()) {
                PlainQuery.run(connection, sql + "COMMIT");
            } else {
                PlainQuery.run(connection, sql.toString());
                writer.markSchemas(schemas);
                connection.commit();
            }
        } catch (SQLException e) {
            throw ServerMessage.ofHistory(e, connection, schemas.isEmpty() ? table.schema() : null);
        }
    }

    /**
     * Records which version an existing schema has.
     *
     * @throws RunFailure when the role may not
     */
    public void recordBaseline(Version version, String description) throws RunFailure {
        try {
            connection.setAutoCommit(true);
            writer.write(new NewHistoryRow(version, description, "BASELINE", description, null), 0, true);
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /**
     * Records that a script which is not transactional did not come to its end, as Flyway does when it sees that itself.
     *
     * @throws RunFailure when the role may not
     */
    public void recordFailure(ScriptRun run) throws RunFailure {
        try {
            connection.setAutoCommit(true);
            writer.write(run.row(), 0, false);
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /**
     * The invalid indexes of the database that a script names: what a concurrent build leaves when it is cut off.
     *
     * @throws RunFailure when the connection is lost
     */
    public List<String> invalidIndexesOf(Script script) throws RunFailure {
        try {
            ConcurrentBuild builds = ConcurrentBuild.in(textOf(script));
            return InvalidIndex.findAll(connection).stream()
                    .filter(builds::mayLeave)
                    .map(InvalidIndex::toString)
                    .sorted()
                    .toList();
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /**
     * Drops indexes that a concurrent build left invalid, one after another.
     *
     * @param names each with its schema, as {@link #invalidIndexesOf} writes them; others are left alone
     * @throws RunFailure when the role may not, or a lock cannot be had
     */
    public void dropInvalidIndexes(List<String> names) throws RunFailure {
        try {
            connection.setAutoCommit(true);
            for (InvalidIndex index : InvalidIndex.findAll(connection)) {
                if (names.contains(index.toString())) {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("DROP INDEX CONCURRENTLY " + HistoryTable.quote(index.schema()) + "."
                                + HistoryTable.quote(index.name()));
                    }
                }
            }
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /**
     * Repairs the history, in one transaction.
     *
     * @throws RunFailure when the role may not; nothing is changed then
     */
    public void repair(RepairRows rows) throws RunFailure {
        try {
            new HistoryRepair(connection, table, writer).apply(rows);
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /** Work of a feature's own in one transaction. */
    public interface Transaction<T> {
        T in(Connection connection, HistoryChanges history) throws SQLException, RunFailure;
    }

    /**
     * Does work of a feature's own in one transaction, all of it or nothing, under the lock of the history.
     *
     * @throws RunFailure what the server or the work itself said; nothing is changed then
     */
    public <T> T transact(Transaction<T> work) throws RunFailure {
        try {
            connection.setAutoCommit(false);
            try {
                T done = work.in(connection, new HistoryChanges(connection, table, writer));
                connection.commit();
                return done;
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw ServerMessage.of(e);
        }
    }

    /** Says which script will be run after the one that runs next, so that it can be parsed meanwhile. */
    public void expect(ScriptRun next) {
        parser.expect(next.script());
    }

    /** Ends what the session does in the background; the connection is its opener's. */
    @Override
    public void close() {
        parser.close();
        watch.close();
    }

    /**
     * Runs one script and writes its row.
     *
     * @return how long the script took, in milliseconds
     * @throws RunFailure with the exact place; what was transactional is rolled back then
     */
    public int run(ScriptRun run, RunListener listener) throws RunFailure {
        try (ScriptLimit.Room room = ScriptLimit.await(scripts.sizeOf(run.script()), stop)) {
            return execution.run(run, listener);
        }
    }

    /**
     * Runs a script that only checks, in a transaction that is rolled back whatever comes of it; writes no row.
     *
     * @throws RunFailure with the exact place
     */
    public void check(Script script) throws RunFailure {
        execution.check(script);
    }

    /**
     * Runs what can be run of a script that has just failed, on a database whose state does not matter to anyone: every
     * statement alone, past those that fail; writes its row. A script of very many failures is not run to its end.
     *
     * @param failed the number of the statement that failed, from 1; it is not run again. 0 where none is known
     * @param goesOn asked before each statement
     * @return what the other statements failed with, in their order
     * @throws RunFailure when the script cannot be read, or no statement of it is to blame
     */
    public List<RunFailure> salvage(ScriptRun run, int failed, BooleanSupplier goesOn) throws RunFailure {
        return execution.salvage(run, failed, goesOn);
    }
}
