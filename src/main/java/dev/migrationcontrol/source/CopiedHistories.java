package dev.migrationcontrol.source;

import dev.migrationcontrol.source.script.ScriptSystem;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Histories that lie in several places of a tree with the same scripts: they are one, and the copies are named. */
final class CopiedHistories {
    /** A single script may be the same by chance. */
    private static final int FEWEST = 2;

    private CopiedHistories() {}

    static List<ScriptSystem> joined(List<ScriptSystem> systems) {
        Map<List<String>, Integer> places = new LinkedHashMap<>();
        List<ScriptSystem> result = new ArrayList<>();
        for (ScriptSystem each : systems) {
            List<String> content = content(each);
            Integer first = content.isEmpty() ? null : places.putIfAbsent(content, result.size());
            if (first == null) {
                result.add(each);
            } else {
                ScriptSystem known = result.get(first);
                boolean better = known.isForTests() && !each.isForTests();
                ScriptSystem kept = better ? each : known;
                String copy = (better ? known : each).location();
                result.set(first, kept.evidence("the same scripts lie in " + (copy.isEmpty() ? "the root" : copy)));
            }
        }
        return result;
    }

    /** What a history is: its system, its database, and its scripts by version and statements. */
    private static List<String> content(ScriptSystem system) {
        if (system.scripts().size() < FEWEST
                || system.scripts().stream()
                        .anyMatch(script ->
                                !script.file().endsWith(".sql") || script.up().isEmpty())) {
            return List.of();
        }
        List<String> content = new ArrayList<>(List.of(system.tool().id(), system.dialect(), system.table()));
        system.scripts().forEach(script -> {
            content.add(script.version());
            script.up().stream().map(Statement::text).forEach(content::add);
        });
        return content;
    }
}
