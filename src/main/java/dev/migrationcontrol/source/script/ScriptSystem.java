package dev.migrationcontrol.source.script;

import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.source.tree.Aside;
import dev.migrationcontrol.system.MigrationSystem;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A migration system with its scripts in one place of the tree.
 *
 * @param location the directory, or the file of a system that keeps all in one
 * @param dialect the kind of database, judged by the path and the scripts: {@code postgresql} unless something says
 * otherwise
 * @param table its version table; empty where it keeps none or it is not known
 * @param graph whether its scripts name their parents
 * @param evidence what it was recognised by
 * @param findings what was noticed while reading it
 * @param runner the program of the tree that runs them; null where a tool does
 */
public record ScriptSystem(
        MigrationSystem tool,
        String location,
        String dialect,
        String table,
        boolean graph,
        List<String> evidence,
        List<RecognisedScript> scripts,
        List<Finding> findings,
        @Nullable CustomRunner runner) {
    /** The beginning of the sign that only tests use a history. */
    public static final String ONLY_TESTS = "only tests take its scripts in: ";

    public ScriptSystem {
        evidence = List.copyOf(evidence);
        scripts = graph || tool.has(Trait.LISTS_MIGRATIONS)
                ? List.copyOf(scripts)
                : scripts.stream()
                        .sorted(Comparator.comparing(RecognisedScript::version, new VersionOrder()))
                        .toList();
        findings = List.copyOf(findings);
    }

    static ScriptSystem of(MigrationSystem tool, String location, String evidence, List<RecognisedScript> scripts) {
        return new ScriptSystem(
                tool,
                location,
                Dialect.of(location, scripts),
                tool.table(),
                false,
                List.of(evidence),
                scripts,
                List.of(),
                null);
    }

    /** Whether another one is the same history: its scripts may be in SQL, these in code. */
    boolean isOneWith(ScriptSystem other) {
        return tool.equals(other.tool())
                && location.equals(other.location())
                && dialect.equals(other.dialect())
                && !graph
                && !other.graph();
    }

    /** With the scripts of another one that is the same history. */
    ScriptSystem joined(ScriptSystem other) {
        List<RecognisedScript> all = new ArrayList<>(scripts);
        all.addAll(other.scripts());
        List<String> signs = Stream.concat(evidence.stream(), other.evidence().stream())
                .distinct()
                .toList();
        return new ScriptSystem(
                        tool,
                        location,
                        dialect,
                        table,
                        false,
                        signs,
                        all,
                        findings,
                        runner == null ? other.runner() : runner)
                .with(other.findings());
    }

    /** The systems, those that are one history as one. */
    public static List<ScriptSystem> joined(List<ScriptSystem> systems) {
        List<ScriptSystem> joined = new ArrayList<>();
        for (ScriptSystem each : systems) {
            int at = 0;
            while (at < joined.size() && !joined.get(at).isOneWith(each)) {
                at++;
            }
            if (at < joined.size()) {
                joined.set(at, joined.get(at).joined(each));
            } else {
                joined.add(each);
            }
        }
        return joined;
    }

    /** Two parts of one history; the larger one is where it is said to be. */
    static ScriptSystem parts(ScriptSystem one, ScriptSystem other) {
        boolean larger = other.scripts().size() > one.scripts().size();
        ScriptSystem most = larger ? other : one;
        ScriptSystem least = larger ? one : other;
        return most.joined(least).evidence("numbered programs in " + least.location());
    }

    /** The systems, each folder within another one whose scripts the same program runs with that one, unless they clash. */
    static List<ScriptSystem> nested(List<ScriptSystem> systems) {
        List<ScriptSystem> result = new ArrayList<>(systems);
        for (ScriptSystem inner : systems) {
            result.stream().filter(outer -> outer.holds(inner)).findFirst().ifPresent(outer -> {
                result.remove(inner);
                result.set(result.indexOf(outer), outer.joined(inner));
            });
        }
        return result;
    }

    private boolean holds(ScriptSystem inner) {
        Set<String> versions = scripts.stream().map(RecognisedScript::version).collect(Collectors.toSet());
        return runner != null
                && inner.isRunBy(runner)
                && dialect.equals(inner.dialect())
                && !scripts.isEmpty()
                && !location.isEmpty()
                && inner.location().startsWith(location + "/")
                && !inner.isForTests()
                && inner.scripts().stream().noneMatch(script -> versions.contains(script.version()));
    }

    /** With its scripts in an order in which each comes after its parents. */
    ScriptSystem asGraph() {
        Map<String, Integer> places = new HashMap<>();
        new HistoryGraph(scripts).order().forEach(version -> places.put(version, places.size()));
        List<RecognisedScript> ordered = scripts.stream()
                .sorted(Comparator.comparing(script -> places.getOrDefault(script.version(), places.size())))
                .toList();
        return new ScriptSystem(tool, location, dialect, table, true, evidence, ordered, findings, runner);
    }

    ScriptSystem with(List<Finding> more) {
        List<Finding> all = new ArrayList<>(findings);
        all.addAll(more);
        return new ScriptSystem(tool, location, dialect, table, graph, evidence, scripts, all, runner);
    }

    public ScriptSystem evidence(String more) {
        List<String> all = new ArrayList<>(evidence);
        all.add(more);
        return new ScriptSystem(tool, location, dialect, table, graph, all, scripts, findings, runner);
    }

    ScriptSystem as(MigrationSystem other) {
        return new ScriptSystem(other, location, dialect, table, graph, evidence, scripts, findings, runner);
    }

    ScriptSystem inDialect(String other) {
        return new ScriptSystem(tool, location, other, table, graph, evidence, scripts, findings, runner);
    }

    public ScriptSystem withTable(String name) {
        return new ScriptSystem(tool, location, dialect, name, graph, evidence, scripts, findings, runner);
    }

    /** With the program that runs it; one without scripts is for the database that the program works on. */
    ScriptSystem by(CustomRunner program) {
        boolean said = program.dialect().equals("postgresql");
        boolean open = scripts.isEmpty() ? isPostgres() : said || !program.readsFiles() && isPostgres();
        String database = open && !Dialect.isNamedIn(location) ? program.dialect() : dialect;
        return new ScriptSystem(tool, location, database, table, graph, evidence, scripts, findings, program);
    }

    /** Without the findings of one rule. */
    ScriptSystem without(String rule) {
        List<Finding> left =
                findings.stream().filter(each -> !each.rule().equals(rule)).toList();
        return new ScriptSystem(tool, location, dialect, table, graph, evidence, scripts, left, runner);
    }

    boolean isRunBy(CustomRunner program) {
        return runner != null && runner.equals(program);
    }

    /** Whether it lies where tests are, or only they use it. */
    public boolean isForTests() {
        return Aside.isOfTests(location) || evidence.stream().anyMatch(each -> each.startsWith(ONLY_TESTS));
    }

    public boolean isPostgres() {
        return dialect.equals("postgresql");
    }

    public String name() {
        return tool.title() + " in " + (location.isEmpty() ? "the root" : location);
    }
}
