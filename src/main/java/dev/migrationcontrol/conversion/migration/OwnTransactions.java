package dev.migrationcontrol.conversion.migration;

import java.util.List;

/**
 * The transactions that a script begins and ends itself.
 *
 * @param inside whether its system begins one before the script
 * @param alone whether a statement of it can run in none
 */
record OwnTransactions(String sql, SqlText text, boolean inside, boolean alone) {
    private List<SqlStatement> commands() {
        return text.statements().stream()
                .filter(each -> each.beginsTransaction() || each.endsTransaction())
                .toList();
    }

    /** Whether there is no more than beginning and committing: without the commands the statements do the same. */
    boolean arePlain() {
        return commands().stream().allMatch(each -> each.isPlainBegin() || each.isPlainCommit());
    }

    /** Whether the script ends the transaction of its system, or has one that it leaves to its system to end. */
    boolean areUnpaired() {
        return !text.closesItsTransactions();
    }

    /** Whether the script leaves a transaction open with statements in it, which no one commits. */
    boolean losesStatements() {
        boolean open = inside;
        boolean filled = false;
        for (SqlStatement each : text.statements()) {
            if (each.beginsTransaction()) {
                open = true;
                filled = false;
            } else if (each.endsTransaction()) {
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

    static String without(String text, List<SqlStatement> statements) {
        StringBuilder sql = new StringBuilder(text);
        for (int i = statements.size() - 1; i >= 0; i--) {
            SqlStatement each = statements.get(i);
            String was = text.substring(each.start(), each.end());
            sql.replace(each.start(), each.end(), "/* " + each.head() + " */" + was.replaceAll("[^\n]", ""));
        }
        return sql.toString();
    }
}
