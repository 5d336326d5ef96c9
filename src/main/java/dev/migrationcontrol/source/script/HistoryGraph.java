package dev.migrationcontrol.source.script;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Migrations that name those before them: where their history begins, branches, is merged and ends. */
public final class HistoryGraph {
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final Map<String, List<String>> missing = new LinkedHashMap<>();

    public HistoryGraph(List<RecognisedScript> scripts) {
        scripts.forEach(script -> {
            parents.put(script.version(), new ArrayList<>());
            children.putIfAbsent(script.version(), new ArrayList<>());
        });
        for (RecognisedScript script : scripts) {
            for (String parent : script.parents()) {
                if (!parents.containsKey(parent)) {
                    missing.computeIfAbsent(script.version(), first -> new ArrayList<>())
                            .add(parent);
                } else {
                    require(parents, script.version()).add(parent);
                    require(children, parent).add(script.version());
                }
            }
        }
    }

    private static List<String> require(Map<String, List<String>> map, String key) {
        return map.computeIfAbsent(key, first -> new ArrayList<>());
    }

    public List<String> roots() {
        return parents.keySet().stream()
                .filter(version -> require(parents, version).isEmpty() && !missing.containsKey(version))
                .toList();
    }

    public List<String> heads() {
        return children.keySet().stream()
                .filter(version -> require(children, version).isEmpty())
                .toList();
    }

    public List<String> branchPoints() {
        return children.keySet().stream()
                .filter(version -> require(children, version).size() > 1)
                .toList();
    }

    public List<String> merges() {
        return parents.keySet().stream()
                .filter(version -> require(parents, version).size() > 1)
                .toList();
    }

    /** Parents that are not in the tree, by the version that names them. */
    public Map<String, List<String>> missing() {
        return missing;
    }

    /** Versions in an order in which each comes after its parents; those of a circle are left out. */
    List<String> order() {
        Map<String, Integer> open = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        parents.forEach((version, before) -> {
            open.put(version, before.size());
            if (before.isEmpty()) {
                ready.add(version);
            }
        });
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String version = ready.remove();
            order.add(version);
            for (String child : require(children, version)) {
                if (open.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        return order;
    }

    /** Versions that depend on themselves. */
    public Set<String> circle() {
        Set<String> left = unordered();
        boolean trimmed = true;
        while (trimmed) {
            trimmed =
                    left.removeIf(version -> require(children, version).stream().noneMatch(left::contains));
        }
        return left;
    }

    /** Those of circles, and those after them. */
    private Set<String> unordered() {
        Set<String> left = new LinkedHashSet<>(parents.keySet());
        order().forEach(left::remove);
        return left;
    }

    /** As a Mermaid diagram of no more than a number of edges. */
    public String mermaid(int edges) {
        return new HistoryDiagram(parents, children, order(), unordered()).mermaid(edges);
    }
}
