package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.TreeFacts;
import dev.migrationcontrol.system.TreeFacts.Steps;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;

/** Systems that keep all migrations in one file, apart by comments: darwin, Mojo::Pg. */
final class SteppedSql implements Recogniser {
    static Map<MigrationSystem, Steps> formats() {
        return MigrationSystems.having(TreeFacts::steps);
    }

    @Override
    public List<ScriptSystem> find(TreeView view) {
        List<ScriptSystem> systems = new ArrayList<>();
        formats().forEach((tool, steps) -> {
            if (view.isNamed(tool)) {
                for (SourceFile file : view.marked(steps.words())) {
                    if (isCandidate(view, file)) {
                        add(view, tool, steps, file, systems);
                    }
                }
            }
        });
        return systems;
    }

    private static boolean isCandidate(TreeView view, SourceFile file) {
        return view.isFree(file)
                && file.size() < RunnerSearch.MOST_BYTES
                && (TreeView.isSql(file) || RunnerSearch.isCode(file) && FileRole.of(file) != FileRole.TEST);
    }

    private static void add(
            TreeView view, MigrationSystem tool, Steps steps, SourceFile file, List<ScriptSystem> systems) {
        List<RecognisedScript> scripts = scripts(steps, file, view.text(file));
        if (scripts.stream().anyMatch(RecognisedScript::changesSchema)) {
            if (TreeView.isSql(file)) {
                view.claim(file);
            }
            systems.add(ScriptSystem.of(tool, file.path(), "versions in " + file.path(), scripts));
        }
    }

    private record Step(MatchResult mark, boolean down) {}

    private static List<RecognisedScript> scripts(Steps steps, SourceFile file, SourceText source) {
        Map<Integer, Step> marks = new TreeMap<>();
        BoundedPattern.in(steps.begins(), source.text())
                .results()
                .forEach(mark -> marks.put(mark.start(), new Step(mark, false)));
        if (steps.down() != null) {
            BoundedPattern.in(steps.down(), source.text())
                    .results()
                    .forEach(mark -> marks.put(mark.start(), new Step(mark, true)));
        }
        List<Step> all = List.copyOf(marks.values());
        Map<String, RecognisedScript.Back> backs = new HashMap<>();
        List<RecognisedScript> scripts = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            int end = i + 1 < all.size()
                    ? all.get(i + 1).mark().start()
                    : source.text().length();
            Step step = all.get(i);
            String version = step.mark().group(1);
            int from = step.mark().start();
            String text = source.text().substring(from, end);
            if (step.down()) {
                backs.put(version, RecognisedScript.Back.of(file.path(), ScriptOutline.of(text, source.lineAt(from))));
            } else {
                scripts.add(script(file, version, text, source.lineAt(from)));
            }
        }
        return scripts.stream()
                .map(script -> backs.containsKey(script.version())
                        ? script.doing(script.up(), backs.get(script.version()))
                        : script)
                .toList();
    }

    private static RecognisedScript script(SourceFile file, String version, String text, int line) {
        return new RecognisedScript(
                version,
                file.path(),
                List.of(),
                List.of(),
                version,
                null,
                ScriptOutline.of(text, line),
                RecognisedScript.Back.MISSING,
                true);
    }
}
