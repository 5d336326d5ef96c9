package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which undo scripts are asked about.
 *
 * @param pending what would run after what is applied, in this order
 * @param from the lowest version; null for the first
 * @param to the highest version; null for the last
 */
public record UndoQuestion(
        Environment environment,
        ResolvedScripts scripts,
        History history,
        List<ScriptRun> pending,
        @Nullable Version from,
        @Nullable Version to) {
    public UndoQuestion {
        pending = List.copyOf(pending);
    }

    /** About every version of an environment, applied or not. */
    public static UndoQuestion ofAll(Environment environment, ResolvedScripts scripts, History history) {
        return new UndoQuestion(
                environment, scripts, history, UndoChain.pending(environment, scripts, history), null, null);
    }

    /** The same about versions from one to another. */
    UndoQuestion between(@Nullable Version lowest, @Nullable Version highest) {
        return new UndoQuestion(environment, scripts, history, pending, lowest, highest);
    }

    UndoChain chain(int serverVersion) {
        return UndoChain.of(environment, scripts, history, pending, serverVersion);
    }

    boolean asksFor(UndoLink link) {
        return link.isBetween(from, to);
    }
}
