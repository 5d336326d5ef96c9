package dev.migrationcontrol.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a script holds.
 *
 * @param metaCommands what only psql understands
 * @param unfinished what begins in the script and does not end there; null when all does
 */
public record ReadScript(
        List<Statement> statements,
        List<MetaCommand> metaCommands,
        @Nullable Unfinished unfinished) {
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
}
