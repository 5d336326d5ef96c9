package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import dev.migrationcontrol.script.Version;
import java.util.List;
import java.util.Optional;
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

    /** The script of a version. */
    public Optional<Script> script(Version version) {
        return links().stream()
                .filter(link -> link.isBetween(version, version))
                .map(UndoLink::script)
                .findFirst();
    }

    /** All scripts, applied or not, in their order. */
    public List<Script> all() {
        return links().stream().map(UndoLink::script).toList();
    }

    /** The scripts that run before one, in their order. */
    public List<Script> before(Script script) {
        List<Script> all = all();
        return all.subList(0, Math.max(0, all.indexOf(script)));
    }

    /** Why nothing can be tried that comes after these scripts, the last of them included; empty when it can. */
    public Optional<String> obstacle(List<Script> inOrder) {
        return Optional.ofNullable(chain(0).gap())
                .or(() -> inOrder.stream()
                        .flatMap(script -> ScriptBlame.obstacle(script, scripts).stream())
                        .findFirst());
    }

    private List<UndoLink> links() {
        return chain(0).links();
    }

    UndoChain chain(int serverVersion) {
        return UndoChain.of(environment, scripts, history, pending, serverVersion);
    }

    boolean asksFor(UndoLink link) {
        return link.isBetween(from, to);
    }
}
