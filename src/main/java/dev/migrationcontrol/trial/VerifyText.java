package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.migration.FlywayScriptBuilder;
import dev.migrationcontrol.conversion.migration.SqlStatement;
import dev.migrationcontrol.conversion.migration.SqlText;
import dev.migrationcontrol.sql.ClusterWideStatements;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verify script, written for one transaction around all of it, which is rolled back in the end. A transaction of the
 * script's own becomes a savepoint, so that each sees what it would see with psql.
 *
 * @param unfit why it cannot be run so; null when it can
 */
record VerifyText(String sql, SqlText.@Nullable Mark unfit) {
    private static final String SAVEPOINT = "migration_control_verify";

    static VerifyText of(String whole) {
        String text = FlywayScriptBuilder.withoutGuards(whole);
        SqlText read = SqlText.of(text);
        SqlText.Mark unfit = unfit(text, read).orElse(null);
        return new VerifyText(unfit == null ? inOneTransaction(text, read.statements()) : text, unfit);
    }

    private static Optional<SqlText.Mark> unfit(String text, SqlText read) {
        Optional<SqlText.Mark> psql = read.metaCommands().stream()
                .findFirst()
                .map(each -> new SqlText.Mark(
                        "The psql meta-command " + each.text() + " is no SQL: only psql understands it.", each.line()));
        return psql.or(() -> read.variables().stream()
                        .findFirst()
                        .map(each -> new SqlText.Mark(
                                "psql replaces " + each.text() + " by a variable's value, which a server does not.",
                                each.line())))
                .or(() -> read.statements().stream()
                        .filter(each -> each.needsNoTransaction() || each.head().startsWith("PREPARE TRANSACTION"))
                        .findFirst()
                        .map(each -> new SqlText.Mark(
                                "One of its statements cannot be rolled back with the rest.", each.line())))
                .or(() -> ClusterWideStatements.find(text)
                        .or(() -> ServerAccess.find(text))
                        .map(words -> new SqlText.Mark(
                                "It has a statement that affects more than its database: " + words + ".", 0)));
    }

    /** Every line stays where it is, and every statement has its number. */
    private static String inOneTransaction(String text, List<SqlStatement> statements) {
        StringBuilder sql = new StringBuilder();
        int end = 0;
        boolean open = false;
        for (SqlStatement each : statements) {
            boolean begins = each.beginsTransaction();
            if (begins || each.endsTransaction()) {
                String was = text.substring(each.start(), each.end());
                sql.append(text, end, each.start())
                        .append(command(each.head(), begins, open))
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
