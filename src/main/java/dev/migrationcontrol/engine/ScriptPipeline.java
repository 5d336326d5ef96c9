package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.sql.Statement;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * Runs the statements of a transactional script without a wait for the answer to each: every statement is a message of its
 * own, as psql sends it, and so is what ends the transaction, but many of them are sent at once and the answers are read
 * as they come. A statement that fails aborts the transaction, in which the server refuses all that was sent after it.
 */
final class ScriptPipeline {
    /** What is sent before answers are read fits into the buffers of the sockets, else both sides could wait for ever. */
    static final int MOST_CHARACTERS = 8_000;

    static final int MOST_STATEMENTS = 100;

    private final OpenSession session;
    private final StatementEvents events;
    private final SqlScript script;
    private final List<SqlStatement> statements = new ArrayList<>();
    private long started;
    private long ended;

    ScriptPipeline(OpenSession session, StatementEvents events, SqlScript script) {
        this.session = session;
        this.events = events;
        this.script = script;
        try (SqlStatementIterator all = script.getSqlStatements()) {
            while (all.hasNext()) {
                statements.add(all.next());
            }
        }
    }

    /** Whether a script consists of statements that each may be sent before the one before it is answered. */
    static boolean suits(SqlScript script) {
        return script.getSqlStatementCount() > 0 && ResolvedScripts.isSequence(script);
    }

    /** Whether a statement is content with an index that may be invalid, which is known before the commit alone. */
    boolean mayReuseIndex() {
        return statements.stream()
                .anyMatch(statement ->
                        !ReusedIndex.in(Statement.of(statement.getSql(), 1)).isEmpty());
    }

    /**
     * Runs the statements, and nothing more.
     *
     * @return how long they took, in milliseconds
     * @throws FlywaySqlScriptException of the statement that failed
     */
    int run() throws SQLException {
        return run((String) null);
    }

    /**
     * Runs the statements, writes the row of the script and commits.
     *
     * @return how long the statements took, in milliseconds
     * @throws FlywaySqlScriptException of the statement that failed
     * @throws SQLException when the row cannot be written, or the transaction not be committed
     */
    int runAndCommit(SessionGuard guard, NewHistoryRow row) throws SQLException, SessionGuard.LockLost {
        try {
            int millis = run(guard.closing(row));
            guard.closed();
            return millis;
        } catch (SQLException e) {
            SessionGuard.requireHeld(e);
            throw e;
        }
    }

    private int run(@Nullable String closing) throws SQLException {
        started = System.nanoTime();
        int size = statements.size();
        int from = 0;
        session.output().dropRows(true);
        try {
            while (from < size) {
                int to = end(from);
                send(from, to, to == size ? closing : null);
                from = to;
            }
        } finally {
            session.output().dropRows(false);
        }
        return (int) TimeUnit.NANOSECONDS.toMillis(ended - started);
    }

    /** The first statement that is not sent together with this one. */
    private int end(int from) {
        int to = from + 1;
        int characters = statements.get(from).getSql().length();
        while (to < statements.size() && to - from < MOST_STATEMENTS) {
            characters += statements.get(to).getSql().length();
            if (characters > MOST_CHARACTERS) {
                break;
            }
            to++;
        }
        return to;
    }

    private void send(int from, int to, @Nullable String closing) throws SQLException {
        List<String> messages = new ArrayList<>(to - from + 1);
        statements.subList(from, to).forEach(statement -> messages.add(statement.getSql()));
        if (closing != null) {
            messages.add(closing);
        }
        Answers answers = new Answers(from, to);
        events.closing(closing != null);
        BaseConnection connection = session.connection();
        try {
            answers.begin();
            answers.send(connection, messages);
        } catch (SQLException e) {
            if (ServerMessage.isOfServer(e)) {
                events.closing(false);
            }
            answers.end();
            if (answers.at < to) {
                throw new FlywaySqlScriptException(script.getResource(), statements.get(answers.at), e, null);
            }
            throw e;
        }
        answers.end();
    }

    /** Follows the statements as the server answers them. */
    private final class Answers extends PlainQuery {
        private final int to;
        private int at;
        private @Nullable RuntimeException thrown;

        Answers(int from, int to) {
            this.at = from;
            this.to = to;
        }

        void begin() {
            events.begin(statements.get(at).getSql());
        }

        /** The driver has more answers to read, so what one of them leads to waits until then. */
        private void safely(Runnable event) {
            if (thrown == null) {
                try {
                    event.run();
                } catch (RuntimeException e) {
                    thrown = e;
                }
            }
        }

        void end() {
            safely(() -> events.requireUsable(at));
            if (thrown != null) {
                throw thrown;
            }
        }

        @Override
        public void handleCommandStatus(String status, long updateCount, long insertOid) {
            if (at == to) {
                return; // of what ends the transaction
            }
            int before = at; // what a statement has set is reported after its end
            safely(() -> events.requireUsable(before));
            safely(() -> events.ended(statements.get(at).getSql(), status));
            ended = System.nanoTime();
            at++;
            if (at < to) {
                safely(this::begin);
            }
        }

        @Override
        public void handleWarning(SQLWarning warning) {
            if (at < to) {
                safely(() -> events.pass(warning));
            }
        }
    }
}
