package dev.migrationcontrol.rule;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.TransactionBlocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A script as it would run.
 *
 * @param name its file
 * @param undo whether it is an undo script
 * @param transactional whether all of it is one transaction
 * @param text the whole file, for the comments that accept findings; empty where it is not known
 */
public record JudgedScript(String name, boolean undo, boolean transactional, String text, List<Statement> statements) {
    public JudgedScript {
        statements = List.copyOf(statements);
    }

    /**
     * One statement.
     *
     * @param number in the script, from 1
     * @param line in the file, from 1
     */
    public record Statement(int number, int line, String sql) {}

    /**
     * A script of which no more is known than its text.
     *
     * @param inTransaction whether it runs in one transaction; null where it says so itself, as Flyway has it
     */
    public static JudgedScript of(String name, boolean undo, String text, @Nullable Boolean inTransaction) {
        List<Statement> statements = new ArrayList<>();
        boolean some = false;
        boolean all = true;
        for (dev.migrationcontrol.sql.Statement each : ReadScript.of(text).statements()) {
            if (!each.isMetaCommand()) {
                boolean refused = TransactionBlocks.refuse(each);
                some |= refused;
                all &= refused;
                statements.add(new Statement(statements.size() + 1, each.line(), each.text()));
            }
        }
        boolean transactional = inTransaction == null ? !some || !all : inTransaction;
        return new JudgedScript(name, undo, transactional, text, statements);
    }

    /** Whether a statement of it cannot run in a transaction. */
    public boolean refusesTransaction() {
        return statements.stream()
                .anyMatch(each ->
                        TransactionBlocks.refuse(dev.migrationcontrol.sql.Statement.of(each.sql(), each.line())));
    }
}
