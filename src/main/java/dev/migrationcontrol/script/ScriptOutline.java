package dev.migrationcontrol.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.flywaydb.core.internal.sqlscript.SqlStatement;
import org.flywaydb.core.internal.sqlscript.SqlStatementIterator;

/**
 * A script statement by statement, for people.
 *
 * @param transactional whether it runs in one transaction
 * @param statements in their order; none where it is no SQL
 */
public record ScriptOutline(boolean transactional, List<Statement> statements) {
    private static final Pattern SECRET = Pattern.compile("passw|secret|token|credential|key");

    public ScriptOutline {
        statements = List.copyOf(statements);
    }

    /**
     * One statement with the values of its placeholders, but for those whose names say that they are secret.
     *
     * @param alone whether it cannot run inside of a transaction block
     */
    public record Statement(int line, String sql, boolean alone) {}

    /**
     * @param placeholders their values, as the script was given them
     * @throws FlywayException when the script cannot be read
     */
    static ScriptOutline of(SqlScript script, Map<String, String> placeholders) {
        List<Statement> statements = new ArrayList<>();
        try (SqlStatementIterator all = script.getSqlStatements()) {
            while (all.hasNext()) {
                SqlStatement statement = all.next();
                statements.add(new Statement(
                        statement.getLineNumber(),
                        withoutSecrets(statement.getSql(), placeholders),
                        !statement.canExecuteInTransaction()));
            }
        }
        return new ScriptOutline(script.executeInTransaction(), statements);
    }

    private static String withoutSecrets(String sql, Map<String, String> placeholders) {
        String shown = sql;
        for (Map.Entry<String, String> each : placeholders.entrySet()) {
            if (!each.getValue().isEmpty()
                    && SECRET.matcher(each.getKey().toLowerCase(Locale.ROOT)).find()) {
                shown = shown.replace(each.getValue(), "${" + each.getKey() + "}");
            }
        }
        return shown;
    }
}
