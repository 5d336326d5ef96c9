package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.TransactionRules;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import dev.migrationcontrol.text.SourceText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sqitch: a plan that lists changes with what they require, and a deploy, a revert and a verify script of each. */
final class SqitchScripts implements Recogniser {
    private static final Pattern CHANGE = Pattern.compile(
            "^([^\\s%@#\\[][^\\s\\[]*+)(?:\\s*+\\[([^\\]]*+)])?+\\s++(\\d{4}-\\d\\d-\\d\\dT[\\d:]++Z)\\s++[^#]*+(?:#\\s*+(.*+))?+$");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        return view.tree().files().stream()
                .filter(file -> file.name().equals("sqitch.plan"))
                .map(plan -> read(view, plan))
                .toList();
    }

    private static ScriptSystem read(TreeView view, SourceFile plan) {
        List<RecognisedScript> scripts = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        SourceText text = view.text(plan);
        String previous = "";
        Map<Integer, String> versions = versions(view, plan, text);
        for (int line = 1; line <= text.lines(); line++) {
            Matcher change = BoundedPattern.in(CHANGE, text.line(line));
            if (change.matches()) {
                String version = versions.getOrDefault(line, String.valueOf(change.group(1)));
                RecognisedScript script = script(view, plan, change, new Place(version, previous, versions.values()));
                scripts.add(script);
                previous = script.version();
                if (script.file().equals(plan.path())) {
                    findings.add(Finding.error(
                            "script-missing",
                            plan.path(),
                            line,
                            "The plan lists " + script.version() + ", but there is no deploy script of it.",
                            "Put deploy/" + script.version() + ".sql back, or take the change out of the plan."));
                }
            }
        }
        return ScriptSystem.of(MigrationSystems.named("sqitch"), plan.directory(), "sqitch.plan", scripts)
                .asGraph()
                .with(findings);
    }

    /**
     * A change that was reworked is known by a tag between it and its next version: the first whose deploy script is
     * there, as Sqitch looks for it, else the last. The newest version has its bare name.
     */
    private static Map<Integer, String> versions(TreeView view, SourceFile planFile, SourceText plan) {
        Map<Integer, String> versions = new LinkedHashMap<>();
        Map<String, Reworkable> last = new HashMap<>();
        List<String> tags = new ArrayList<>();
        for (int line = 1; line <= plan.lines(); line++) {
            String text = plan.line(line);
            Matcher change = BoundedPattern.in(CHANGE, text);
            if (change.matches()) {
                String name = String.valueOf(change.group(1));
                Reworkable before = last.put(name, new Reworkable(line, tags.size()));
                if (before != null) {
                    List<String> between = tags.subList(before.tags(), tags.size());
                    versions.put(before.line(), name + suffix(view, planFile, name, between));
                }
                versions.put(line, name);
            } else if (text.startsWith("@")) {
                tags.add(text.split("\\s", 2)[0]);
            }
        }
        return versions;
    }

    /** A change that may be listed again, and how many tags came before it. */
    private record Reworkable(int line, int tags) {}

    private static String suffix(TreeView view, SourceFile plan, String name, List<String> tags) {
        return tags.stream()
                .filter(tag -> view.tree().find(deploy(plan, name + tag)).isPresent())
                .findFirst()
                .orElse(tags.isEmpty() ? "@HEAD" : tags.get(tags.size() - 1));
    }

    private static String deploy(SourceFile plan, String version) {
        return SourceFile.join(plan.directory(), "deploy/" + version + ".sql");
    }

    /**
     * The place of a change in its plan.
     *
     * @param previous empty for the first
     */
    private record Place(String version, String previous, Collection<String> versions) {
        List<String> parents() {
            return previous.isEmpty() ? List.of() : List.of(previous);
        }

        String required(String name) {
            return versions.contains(name) ? name : name.replaceFirst("@.*", "");
        }
    }

    private static RecognisedScript script(TreeView view, SourceFile plan, Matcher change, Place place) {
        String name = place.version();
        Optional<SourceFile> deploy = view.tree().find(deploy(plan, name));
        String revert = SourceFile.join(plan.directory(), "revert/" + name + ".sql");
        List<Statement> up = deploy.map(file -> withoutControl(view, file)).orElse(List.of());
        RecognisedScript.Back back = view.tree()
                .find(revert)
                .map(file -> RecognisedScript.Back.of(revert, withoutControl(view, file)))
                .orElse(RecognisedScript.Back.MISSING);
        boolean transaction = deploy.map(file ->
                        ScriptOutline.of(view.text(file).text()).stream().anyMatch(TransactionRules::controls))
                .orElse(false);
        List<String> requires = change.group(2) == null || change.group(2).isBlank()
                ? List.of()
                : List.of(change.group(2).strip().split("\\s+"));
        return new RecognisedScript(
                name,
                deploy.map(SourceFile::path).orElse(plan.path()),
                place.parents(),
                requires.stream()
                        .filter(each -> !each.startsWith("!"))
                        .map(place::required)
                        .toList(),
                change.group(4),
                change.group(3),
                up,
                back,
                transaction);
    }

    private static List<Statement> withoutControl(TreeView view, SourceFile file) {
        return ScriptOutline.of(view.text(file).text()).stream()
                .filter(statement -> !TransactionRules.controls(statement))
                .toList();
    }
}
