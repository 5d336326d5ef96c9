package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionRules;
import java.util.List;

/**
 * The transactions that a script begins and ends itself.
 *
 * @param inside whether its system begins one before the script
 * @param alone whether a statement of it can run in none
 */
record OwnTransactions(String sql, ReadScript text, boolean inside, boolean alone) {
    private List<Statement> commands() {
        return text.transactionCommands();
    }

    /** Whether there is no more than beginning and committing: without the commands the statements do the same. */
    boolean arePlain() {
        return commands().stream().allMatch(TransactionRules::isPlain);
    }

    /** Whether the script ends the transaction of its system, or has one that it leaves to its system to end. */
    boolean areUnpaired() {
        return !text.closesItsTransactions();
    }

    /** Whether the script leaves a transaction open with statements in it, which no one commits. */
    boolean losesStatements() {
        boolean open = inside;
        boolean filled = false;
        for (Statement each : text.statements()) {
            if (TransactionRules.begins(each)) {
                open = true;
                filled = false;
            } else if (TransactionRules.ends(each)) {
                open = false;
            } else {
                filled = true;
            }
        }
        return !inside && open && filled;
    }

    int line() {
        return commands().get(0).line();
    }

    /** The script without the commands; every line stays where it is. */
    String without() {
        return without(sql, commands());
    }

    static String without(String text, List<Statement> statements) {
        StringBuilder sql = new StringBuilder(text);
        for (int i = statements.size() - 1; i >= 0; i--) {
            Statement each = statements.get(i);
            String was = text.substring(each.start(), each.end());
            sql.replace(each.start(), each.end(), "/* " + each.words() + " */" + was.replaceAll("[^\n]", ""));
        }
        return sql.toString();
    }
}
