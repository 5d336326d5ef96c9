package dev.migrationcontrol.plan;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.engine.HistoryRow;
import dev.migrationcontrol.engine.ScriptRun;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.schema.ComparisonScope;
import dev.migrationcontrol.script.ResolvedScripts;
import dev.migrationcontrol.script.Script;
import java.util.List;
import java.util.TreeMap;

/** Takes the digests of what a plan is made from. Pure but for the texts of scripts. */
final class PlanBases {
    private PlanBases() {}

    /** @param schema the digest of the schema, or one of an earlier look */
    static PlanBasis of(List<ScriptRun> runs, ResolvedScripts scripts, History history, Policy policy, String schema) {
        return new PlanBasis(
                runs.stream().map(run -> text(run, scripts)).toList(), history(history), schema, policy(policy));
    }

    /** The history says itself what is in it. */
    static ComparisonScope hidden(Policy policy) {
        return new ComparisonScope(
                List.of(policy.defaultSchema() + "." + policy.historyTable()), List.of(ComparisonScope.ARCHIVE));
    }

    private static PlanBasis.ScriptText text(ScriptRun run, ResolvedScripts scripts) {
        Script script = run.script();
        String text = script.type().startsWith("SQL") ? scripts.textOf(script) : String.valueOf(script.checksum());
        boolean transactional = scripts.outline(script).transactional();
        return new PlanBasis.ScriptText(script.name(), PlanBasis.sha256(transactional + " " + text));
    }

    private static String history(History history) {
        StringBuilder rows = new StringBuilder();
        for (HistoryRow row : history.rows()) {
            rows.append(row.rank())
                    .append('|')
                    .append(row.version())
                    .append('|')
                    .append(row.type())
                    .append('|')
                    .append(row.script())
                    .append('|')
                    .append(row.checksum())
                    .append('|')
                    .append(row.success())
                    .append('\n');
        }
        return PlanBasis.sha256(rows.toString());
    }

    private static String policy(Policy policy) {
        return PlanBasis.sha256(String.join(
                "\n",
                policy.schemas().toString(),
                policy.historyTable(),
                Boolean.toString(policy.mixed()),
                new TreeMap<>(policy.placeholders()).toString()));
    }
}
