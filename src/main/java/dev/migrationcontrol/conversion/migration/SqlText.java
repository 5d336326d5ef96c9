package dev.migrationcontrol.conversion.migration;

import java.util.List;

/**
 * A script, read as PostgreSQL and psql read it.
 *
 * @param metaCommands what only psql understands
 * @param variables what psql would replace
 * @param terminated whether the last statement ends with a semicolon, or there is none
 */
public record SqlText(
        List<SqlStatement> statements, List<Mark> metaCommands, List<Mark> variables, boolean terminated) {
    /** Something of psql at a line of the script, from 1. */
    public record Mark(String text, int line) {}

    public static SqlText of(String text) {
        return new SqlLexer(text).read();
    }

    /** Whether every statement may change rows but no schema. */
    boolean changesRowsAtMost() {
        return statements.stream().allMatch(SqlStatement::changesRowsAtMost);
    }

    /** Whether every transaction that it begins is ended by it, and no other. */
    public boolean closesItsTransactions() {
        boolean open = false;
        for (SqlStatement each : statements) {
            if (each.beginsTransaction() ? open : each.endsTransaction() && !open) {
                return false;
            }
            if (each.beginsTransaction()) {
                open = true;
            } else if (each.endsTransaction()) {
                open = false;
            }
        }
        return !open;
    }

    public long transactionCommands() {
        return statements.stream()
                .filter(each -> each.beginsTransaction() || each.endsTransaction())
                .count();
    }

    /** Whether it is one transaction from its first statement to its last, and would be the same one in Flyway's. */
    boolean isWrapped() {
        return statements.size() >= 2
                && transactionCommands() == 2
                && statements.stream().noneMatch(each -> each.head().startsWith("SET TRANSACTION"))
                && statements.get(0).isPlainBegin()
                && statements.get(statements.size() - 1).isPlainCommit();
    }
}
