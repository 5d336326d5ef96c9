package dev.migrationcontrol.proof;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.planner.AppliedChain;
import dev.migrationcontrol.planner.UpgradePlanner;
import dev.migrationcontrol.planner.refusal.PlanResult;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The scripts of an environment in the order in which they run on an empty database, each with its undo. A verdict rests on
 * the texts of all scripts up to it, on what the policy says about running them, and on the version of the server.
 *
 * @param gap why the scripts do not lead to what is applied; null when they do
 */
record UndoChain(List<UndoLink> links, @Nullable String gap) {
    /** Another way to measure makes other verdicts. */
    private static final String MEASURED_AS = "2";

    UndoChain {
        links = List.copyOf(links);
    }

    /** @param serverVersion the major one */
    static UndoChain of(
            Environment environment,
            ResolvedScripts scripts,
            History history,
            List<ScriptRun> pending,
            int serverVersion) {
        AppliedChain applied = AppliedChain.of(history, scripts.scripts());
        List<Script> all = new ArrayList<>(applied.scripts());
        pending.stream()
                .filter(run -> !run.isUndo())
                .map(ScriptRun::script)
                .filter(script -> script.kind() != Script.Kind.REPEATABLE || !all.contains(script))
                .forEach(all::add);
        String digest = sha256(MEASURED_AS + '\n' + serverVersion + '\n' + settings(environment.policy()));
        List<UndoLink> links = new ArrayList<>();
        for (Script script : all) {
            digest = sha256(digest + script.type() + scripts.digestOf(script));
            Script undo = script.kind() == Script.Kind.VERSIONED
                    ? scripts.scripts().findUndo(script.requireVersion()).orElse(null)
                    : null;
            links.add(new UndoLink(
                    script, undo, undo == null ? digest : sha256(digest + " undo " + scripts.digestOf(undo))));
        }
        return new UndoChain(links, applied.isWhole() ? null : String.join(" ", applied.gaps()));
    }

    /** What an upgrade would run; where none may run now, what is not applied. */
    static List<ScriptRun> pending(Environment environment, ResolvedScripts scripts, History history) {
        PlanResult plan = UpgradePlanner.plan(
                history, scripts.scripts(), null, environment.policy().outOfOrder());
        if (plan instanceof PlanResult.Ready ready) {
            return ready.runs();
        }
        Set<Script> applied =
                new HashSet<>(AppliedChain.of(history, scripts.scripts()).scripts());
        return scripts.scripts().of(Script.Kind.VERSIONED).stream()
                .filter(script -> !applied.contains(script))
                .map(ScriptRun::up)
                .toList();
    }

    private static String settings(Policy policy) {
        return String.join(
                "\n",
                policy.schemas().toString(),
                policy.historyTable(),
                Boolean.toString(policy.mixed()),
                new TreeMap<>(policy.placeholders()).toString());
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
