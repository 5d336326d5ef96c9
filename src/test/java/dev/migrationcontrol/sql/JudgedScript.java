package dev.migrationcontrol.sql;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** Runs scripts statement by statement and compares the catalogue before and after each with what the reader says. */
final class JudgedScript {
    private final BaseConnection connection;
    private final List<String> differences = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Statement> before = new ArrayList<>();
    private int statements;

    JudgedScript(Connection connection) throws SQLException {
        this.connection = connection.unwrap(BaseConnection.class);
    }

    List<String> differences() {
        return differences;
    }

    /** What the server refused, with its reason. */
    List<String> refused() {
        return refused;
    }

    int statements() {
        return statements;
    }

    void run(String script) throws SQLException, IOException {
        ServerCatalogue catalogue = ServerCatalogue.of(connection);
        for (Statement statement : ReadScript.of(script).statements()) {
            statements++;
            boolean open = isOpen();
            try {
                execute(statement);
            } catch (SQLException e) {
                if (connection.isClosed()) {
                    return;
                }
                refused.add(statement + ": " + e.getMessage());
                if (isOpen()) {
                    execute("ROLLBACK");
                }
                catalogue = ServerCatalogue.of(connection);
                continue;
            }
            if (!open && isOpen() != TransactionRules.begins(statement)) {
                differences.add(statement + ": a transaction is open");
            } else if (open && !isOpen() && !TransactionRules.ends(statement)) {
                differences.add(statement + ": no transaction is open any more");
            }
            ServerCatalogue after = ServerCatalogue.of(connection);
            if (!statement.firstWord().equals("ROLLBACK")
                    && !statement.firstWord().equals("ABORT")) {
                new ServerJudge(statement, objectsOf(statement), catalogue, after)
                        .differences()
                        .forEach(difference -> differences.add(statement + ": " + difference));
            }
            catalogue = after;
        }
    }

    /** Those of this statement alone, with the temporary tables of the statements before it. */
    private ScriptObjects objectsOf(Statement statement) {
        before.add(statement);
        List<Statement> temporary = new ArrayList<>(before.stream()
                .filter(each -> Effect.of(each).stream()
                        .anyMatch(effect -> effect.kind().equals(Effect.TEMPORARY)))
                .toList());
        if (!temporary.contains(statement)) {
            temporary.add(statement);
        }
        return ScriptObjects.of(temporary);
    }

    private boolean isOpen() {
        return connection.getTransactionState() != TransactionState.IDLE;
    }

    private void execute(Statement statement) throws SQLException, IOException {
        if (statement.copied() == null) {
            execute(statement.text());
        } else {
            new CopyManager(connection).copyIn(statement.text(), new StringReader(statement.copied()));
        }
    }

    private void execute(String sql) throws SQLException {
        try (java.sql.Statement jdbc = connection.createStatement()) {
            jdbc.setEscapeProcessing(false);
            jdbc.execute(sql);
        }
    }
}
