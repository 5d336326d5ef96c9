package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.SqlScript;
import org.jspecify.annotations.Nullable;

/** Parses the scripts of one session, the next one already while the server is at work on the one before. */
final class ScriptParser implements AutoCloseable {
    private final ResolvedScripts scripts;
    private final boolean backslashEscapes;
    private final ExecutorService background =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "script-parser"));
    private @Nullable Script upcoming;
    private @Nullable Script ahead;
    private @Nullable CompletableFuture<SqlScript> parsing;

    /** @param backslashEscapes whether the session reads backslashes in plain strings as escapes */
    ScriptParser(ResolvedScripts scripts, boolean backslashEscapes) {
        this.scripts = scripts;
        this.backslashEscapes = backslashEscapes;
    }

    /** Says which script will be asked for after the one that is asked for next. */
    void expect(Script script) {
        upcoming = script;
    }

    /**
     * The script, parsed.
     *
     * @throws RunFailure when Flyway cannot parse it
     */
    SqlScript parse(Script script) throws RunFailure {
        try {
            return take(script);
        } catch (FlywayException e) {
            throw ParserMessage.of(e);
        } catch (CompletionException e) {
            if (e.getCause() instanceof FlywayException flyway) {
                throw ParserMessage.of(flyway);
            }
            throw e;
        }
    }

    /** A script out of turn: what is expected next stays so. */
    SqlScript parseAside(Script script) throws RunFailure {
        try {
            return scripts.parse(script, backslashEscapes);
        } catch (FlywayException e) {
            throw ParserMessage.of(e);
        }
    }

    private SqlScript take(Script script) {
        CompletableFuture<SqlScript> begun = parsing;
        SqlScript parsed =
                begun != null && script.equals(ahead) ? begun.join() : scripts.parse(script, backslashEscapes);
        Script next = upcoming == null || !ScriptLimit.isSmall(scripts.sizeOf(upcoming)) ? null : upcoming;
        ahead = next;
        parsing = next == null
                ? null
                : CompletableFuture.supplyAsync(() -> scripts.parse(next, backslashEscapes), background);
        upcoming = null;
        return parsed;
    }

    @Override
    public void close() {
        background.shutdownNow();
    }
}
