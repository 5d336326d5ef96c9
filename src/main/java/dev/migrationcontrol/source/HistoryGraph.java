package dev.migrationcontrol.source;

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
final class HistoryGraph {
    private final Map<String, List<String>> parents = new LinkedHashMap<>();
    private final Map<String, List<String>> children = new LinkedHashMap<>();
    private final Map<String, List<String>> missing = new LinkedHashMap<>();

    HistoryGraph(List<Script> scripts) {
        scripts.forEach(script -> {
            parents.put(script.version(), new ArrayList<>());
            children.putIfAbsent(script.version(), new ArrayList<>());
        });
        for (Script script : scripts) {
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

    List<String> roots() {
        return parents.keySet().stream()
                .filter(version -> require(parents, version).isEmpty() && !missing.containsKey(version))
                .toList();
    }

    List<String> heads() {
        return children.keySet().stream()
                .filter(version -> require(children, version).isEmpty())
                .toList();
    }

    List<String> branchPoints() {
        return children.keySet().stream()
                .filter(version -> require(children, version).size() > 1)
                .toList();
    }

    List<String> merges() {
        return parents.keySet().stream()
                .filter(version -> require(parents, version).size() > 1)
                .toList();
    }

    /** Parents that are not in the tree, by the version that names them. */
    Map<String, List<String>> missing() {
        return missing;
    }

    /** Versions in an order in which each comes behind its parents; those of a circle are left out. */
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

    /** Versions that come behind themselves. */
    Set<String> circle() {
        Set<String> left = new LinkedHashSet<>(parents.keySet());
        order().forEach(left::remove);
        return left;
    }

    /**
     * As a Mermaid diagram. Chains without branches are drawn as their first, how many lie between, and their last, and no more
     * than a number of edges is drawn.
     */
    String mermaid(int edges) {
        StringBuilder text = new StringBuilder("graph LR\n");
        Set<String> kept = kept();
        int drawn = 0;
        int left = 0;
        for (String version : order()) {
            if (!kept.contains(version)) {
                continue;
            }
            for (String child : require(children, version)) {
                if (drawn >= edges) {
                    left++;
                    continue;
                }
                drawn++;
                int between = 0;
                String to = child;
                while (!kept.contains(to)) {
                    between++;
                    to = require(children, to).get(0);
                }
                text.append("  ")
                        .append(node(version))
                        .append(between == 0 ? " --> " : " -- \"" + between + " more\" --> ")
                        .append(node(to))
                        .append('\n');
            }
        }
        if (drawn == 0) {
            kept.stream()
                    .limit(edges)
                    .forEach(version -> text.append("  ").append(node(version)).append('\n'));
        }
        heads().stream()
                .limit(edges)
                .forEach(head -> text.append("  style ").append(id(head)).append(" stroke-width:3px\n"));
        if (left > 0) {
            text.append("  %% ").append(left).append(" more edges are not drawn\n");
        }
        return text.toString();
    }

    /** Everything but the inner parts of chains. */
    private Set<String> kept() {
        Set<String> kept = new LinkedHashSet<>();
        boolean small = parents.size() <= 12;
        for (String version : order()) {
            boolean inner = require(parents, version).size() == 1
                    && require(children, version).size() == 1;
            String parent = inner ? require(parents, version).get(0) : "";
            String child = inner ? require(children, version).get(0) : "";
            boolean middle = inner
                    && require(children, parent).size() == 1
                    && require(parents, child).size() == 1;
            if (small || !middle) {
                kept.add(version);
            }
        }
        return kept;
    }

    private static String node(String version) {
        return id(version) + "[\"" + version.replaceAll("[\"\\]\\[<>]", "") + "\"]";
    }

    private static String id(String version) {
        return "v" + version.replaceAll("[^A-Za-z0-9]", "_");
    }
}
