package dev.migrationcontrol.consolidation;

import java.util.List;

/** Decides how Flyway runs a block so that it does what its own system did, and says what cannot be carried over. */
final class Shaping {
    private final RunStyle style;
    private final FindingList findings;

    Shaping(RunStyle style, FindingList findings) {
        this.style = style;
        this.findings = findings;
    }

    Shaped shape(Block whole) {
        Block block = new Block(whole.file(), whole.line(), withoutGuards(whole.text()), whole.outside());
        SqlText text = SqlText.of(block.text());
        refusePsql(block, text);
        noteSettings(block, text);
        if (block.outside()) {
            return new Shaped(block.text(), text, false);
        }
        if (text.isWrapped()) {
            return new Shaped(unwrapped(block.text(), text.statements()), text, true);
        }
        if (text.transactionCommands() > 0) {
            return new Shaped(block.text(), text, !runsOutside(block, text));
        }
        return new Shaped(block.text(), text, transactional(block, text));
    }

    /** What pg_dump writes around a dump keeps psql from running meta-commands in it; no one else needs it. */
    static String withoutGuards(String text) {
        List<Integer> guards = SqlText.of(text).metaCommands().stream()
                .filter(command ->
                        command.text().equals("\\restrict") || command.text().equals("\\unrestrict"))
                .map(SqlText.Mark::line)
                .toList();
        String[] lines = text.split("\n", -1);
        guards.forEach(line -> lines[line - 1] = lines[line - 1].replaceFirst("\\\\", "-- "));
        return String.join("\n", lines);
    }

    private void refusePsql(Block block, SqlText text) {
        for (SqlText.Mark command : text.metaCommands()) {
            findings.error(
                    "psql-meta-command",
                    at(block, command.line()),
                    "The psql meta-command " + command.text() + " is no SQL: only psql understands it.",
                    "Write what it does as SQL, or remove it.");
        }
        if (style == RunStyle.STATEMENTS) {
            for (SqlText.Mark variable : text.variables()) {
                findings.error(
                        "psql-variable",
                        at(block, variable.line()),
                        "psql replaces " + variable.text() + " by a variable's value; no server does.",
                        "Write the value itself.");
            }
        }
    }

    private void noteSettings(Block block, SqlText text) {
        text.statements().stream()
                .filter(SqlStatement::setsSession)
                .findFirst()
                .ifPresent(setting -> findings.inform(
                        "session-setting",
                        at(block, setting.line()),
                        "The script changes a setting of its session. Flyway sets role and search path back after each script.",
                        "Check that no later script counts on it."));
    }

    /** Scripts with transactions of their own: run as they are where they leave none open. */
    private boolean runsOutside(Block block, SqlText text) {
        boolean outside = style != RunStyle.TRANSACTION && text.closesItsTransactions();
        findings.warn(
                "own-transactions",
                at(
                        block,
                        text.statements().stream()
                                .filter(each -> each.beginsTransaction() || each.endsTransaction())
                                .mapToInt(SqlStatement::line)
                                .findFirst()
                                .orElse(1)),
                "The script begins or ends transactions itself, so a failure leaves the part before it in the database.",
                "Remove the commands, or split the script.");
        return outside;
    }

    private boolean transactional(Block block, SqlText text) {
        SqlStatement needs = text.statements().stream()
                .filter(SqlStatement::needsNoTransaction)
                .findFirst()
                .orElse(null);
        if (needs == null) {
            boolean usesNewValue = style == RunStyle.STATEMENTS
                    && text.statements().size() > 1
                    && text.statements().stream().anyMatch(SqlStatement::addsEnumValue);
            return !usesNewValue;
        }
        boolean couldRun = style == RunStyle.STATEMENTS
                || (style == RunStyle.ONE_MESSAGE && text.statements().size() == 1);
        if (!couldRun) {
            findings.warn(
                    "needs-no-transaction",
                    at(block, needs.line()),
                    "The statement cannot run in a transaction, and nothing tells the old system so.",
                    "It is converted to run outside of one; check that it ever ran.");
        }
        return false;
    }

    /** Flyway brings the transaction, in which the history row is written too; every line stays where it is. */
    private static String unwrapped(String text, List<SqlStatement> statements) {
        StringBuilder sql = new StringBuilder(text);
        for (SqlStatement each : List.of(statements.get(statements.size() - 1), statements.get(0))) {
            String was = text.substring(each.start(), each.end());
            sql.replace(each.start(), each.end(), "/* " + each.head() + " */" + was.replaceAll("[^\n]", ""));
        }
        return sql.toString();
    }

    private static String at(Block block, int line) {
        return block.file() + ":" + (block.line() + line - 1);
    }
}
