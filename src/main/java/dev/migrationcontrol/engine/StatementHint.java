package dev.migrationcontrol.engine;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/** What to do about errors whose way out is a setting of the script, which the server does not know. */
final class StatementHint {
    private StatementHint() {}

    /** The server's own hint, or else ours; null where there is neither. */
    static @Nullable String of(ServerErrorMessage server, String script) {
        String hint = server.getHint();
        return hint == null ? ours(server, script) : hint;
    }

    private static @Nullable String ours(ServerErrorMessage server, String script) {
        String message = String.valueOf(server.getMessage());
        return switch (String.valueOf(server.getSQLState())) {
            case "25001" ->
                message.contains("from a function")
                        ? "Call it as a statement of a script, not from a function or a block."
                        : "It runs only outside of a transaction. Move it to a script of its own, without BEGIN, and write"
                                + " executeInTransaction=false into the .conf file of that script; here that is "
                                + script + ".conf.";
            case "2D000" ->
                "A procedure or a block commits or rolls back, which works only outside of a transaction. Write"
                        + " executeInTransaction=false into " + script
                        + ".conf; a failure then leaves what was committed before it.";
            case "0A000" ->
                message.contains("partitioned table") && message.contains("concurrently")
                        ? "Create the index on the table with ON ONLY, then concurrently on each partition, and attach"
                                + " those with ALTER INDEX … ATTACH PARTITION."
                        : null;
            default -> null;
        };
    }
}
