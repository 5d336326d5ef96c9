package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.migration.FlywayScriptBuilder;
import dev.migrationcontrol.sql.ClusterWideStatements;
import dev.migrationcontrol.sql.PsqlVariable;
import dev.migrationcontrol.sql.ReadScript;
import dev.migrationcontrol.sql.ServerAccess;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionBlocks;
import dev.migrationcontrol.sql.TransactionRules;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verify script, written for one transaction around all of it, which is rolled back in the end. A transaction of the
 * script's own becomes a savepoint, so that each sees what it would see with psql.
 *
 * @param unfit why it cannot be run so; null when it can
 */
record VerifyText(String sql, @Nullable Unfit unfit) {
    /** @param line from 1; 0 where none is known */
    record Unfit(String text, int line) {}

    private static final String SAVEPOINT = "migration_control_verify";

    static VerifyText of(String whole) {
        String text = FlywayScriptBuilder.withoutGuards(whole);
        ReadScript read = ReadScript.of(text);
        Unfit unfit = unfit(text, read).orElse(null);
        return new VerifyText(unfit == null ? inOneTransaction(text, read.statements()) : text, unfit);
    }

    private static Optional<Unfit> unfit(String text, ReadScript read) {
        Optional<Unfit> psql = read.metaCommands().stream()
                .findFirst()
                .map(each -> new Unfit(
                        "The psql meta-command " + each.name() + " is no SQL: only psql understands it.", each.line()));
        return psql.or(() -> PsqlVariable.in(read).stream()
                        .findFirst()
                        .map(each -> new Unfit(
                                "psql replaces " + each.text() + " by a variable's value, which a server does not.",
                                each.line())))
                .or(() -> read.statements().stream()
                        .filter(each ->
                                TransactionBlocks.refuse(each) || each.words().startsWith("PREPARE TRANSACTION"))
                        .findFirst()
                        .map(each ->
                                new Unfit("One of its statements cannot be rolled back with the rest.", each.line())))
                .or(() -> ClusterWideStatements.find(text)
                        .or(() -> ServerAccess.find(text))
                        .map(words -> new Unfit(
                                "It has a statement that affects more than its database: " + words + ".", 0)));
    }

    /** Every line stays where it is, and every statement has its number. */
    private static String inOneTransaction(String text, List<Statement> statements) {
        StringBuilder sql = new StringBuilder();
        int end = 0;
        boolean open = false;
        for (Statement each : statements) {
            boolean begins = TransactionRules.begins(each);
            if (begins || TransactionRules.ends(each)) {
                String was = text.substring(each.start(), each.end());
                sql.append(text, end, each.start())
                        .append(command(each.words(), begins, open))
                        .append(was.replaceAll("[^\n]", ""));
                open = begins;
                end = each.end();
            }
        }
        return sql.append(text.substring(end)).toString();
    }

    /** Where psql would only warn, of a transaction in another or of none to end, nothing is done. */
    private static String command(String head, boolean begins, boolean open) {
        if (begins) {
            return open ? "SELECT;" : "SAVEPOINT " + SAVEPOINT + ";";
        }
        boolean commits = head.startsWith("COMMIT") || head.startsWith("END");
        return open ? (commits ? "RELEASE " : "ROLLBACK TO ") + SAVEPOINT + ";" : "SELECT;";
    }
}
