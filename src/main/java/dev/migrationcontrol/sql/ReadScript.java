package dev.migrationcontrol.sql;

import dev.migrationcontrol.sql.token.TokenReader;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a script holds.
 *
 * @param metaCommands what only psql understands
 * @param unfinished what begins in the script and does not end there; null when all does
 * @param terminated whether the last statement ends with a semicolon, or there is none
 */
public record ReadScript(
        List<Statement> statements,
        List<MetaCommand> metaCommands,
        @Nullable Unfinished unfinished,
        boolean terminated) {
    public ReadScript {
        statements = List.copyOf(statements);
        metaCommands = List.copyOf(metaCommands);
    }

    /**
     * Something without an end.
     *
     * @param what in words
     * @param line where it begins, from 1
     */
    public record Unfinished(String what, int line) {}

    /** Reads a script as psql does on a server with its own settings. */
    public static ReadScript of(String text) {
        return of(text, false);
    }

    /** @param backslashEscapes whether the session reads backslashes in plain strings as escapes, to begin with */
    public static ReadScript of(String text, boolean backslashEscapes) {
        return new StatementReader(text, backslashEscapes).read();
    }

    /** A script without some of its statements, the space after each included. */
    public static String without(String script, Predicate<Statement> unwanted) {
        StringBuilder kept = new StringBuilder();
        int from = 0;
        for (Statement each : of(script).statements()) {
            if (unwanted.test(each)) {
                kept.append(script, from, each.start());
                from = each.end();
                while (from < script.length() && TokenReader.isBlank(script.charAt(from))) {
                    from++;
                }
            }
        }
        return kept.append(script, from, script.length()).toString();
    }

    @Nullable
    Statement only() {
        return statements.size() == 1 ? statements.get(0) : null;
    }

    /** The statements that begin or end transactions. */
    public List<Statement> transactionCommands() {
        return statements.stream().filter(TransactionRules::controls).toList();
    }

    /** Whether every transaction that it begins is ended by it, and no other. */
    public boolean closesItsTransactions() {
        boolean open = false;
        for (Statement each : transactionCommands()) {
            boolean begins = TransactionRules.begins(each);
            if (begins == open) {
                return false;
            }
            open = begins;
        }
        return !open;
    }

    /** Whether it is one transaction from its first statement to its last, and would be the same one in another's. */
    public boolean isWrapped() {
        List<Statement> commands = transactionCommands();
        return commands.size() == 2
                && commands.get(0) == statements.get(0)
                && commands.get(1) == statements.get(statements.size() - 1)
                && commands.stream().allMatch(TransactionRules::isPlain)
                && closesItsTransactions()
                && statements.stream().noneMatch(each -> each.head().has(0, "SET", "TRANSACTION"));
    }

    /** Whether every statement may change rows but no schema. */
    public boolean changesRowsAtMost() {
        return statements.stream()
                .allMatch(each -> each.head()
                                .hasAny(
                                        0, "INSERT", "UPDATE", "DELETE", "SELECT", "SET", "ANALYZE", "VACUUM",
                                        "REINDEX", "COPY")
                        && Effect.of(each).stream().noneMatch(Effect::changesSchema));
    }
}
