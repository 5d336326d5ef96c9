package dev.migrationcontrol.source.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A history as Mermaid draws it. Chains without branches are drawn as their first, how many lie between, and their last.
 *
 * @param order in which each comes after its parents
 * @param unordered those of circles and after them, which have no place in the order and are always drawn
 */
record HistoryDiagram(
        Map<String, List<String>> parents,
        Map<String, List<String>> children,
        List<String> order,
        Set<String> unordered) {
    private static final int SMALL = 12;

    String mermaid(int edges) {
        Set<String> kept = kept();
        Names names = new Names();
        StringBuilder text = new StringBuilder("graph LR\n");
        int drawn = 0;
        int left = 0;
        for (String version : kept) {
            for (String child : new LinkedHashSet<>(of(children, version))) {
                if (drawn++ < edges) {
                    edge(text, names, version, child, kept);
                } else {
                    left++;
                }
            }
        }
        kept.stream()
                .filter(version ->
                        of(children, version).isEmpty() && of(parents, version).isEmpty())
                .limit(edges)
                .forEach(
                        version -> text.append("  ").append(names.node(version)).append('\n'));
        kept.stream()
                .filter(version -> of(children, version).isEmpty() && names.isDrawn(version))
                .forEach(head -> text.append("  style ").append(names.id(head)).append(" stroke-width:3px\n"));
        if (left > 0) {
            text.append("  more[\"… and ").append(left).append(" more edges\"]\n");
        }
        return text.toString();
    }

    private void edge(StringBuilder text, Names names, String version, String child, Set<String> kept) {
        int between = 0;
        String to = child;
        while (!kept.contains(to)) {
            between++;
            to = of(children, to).get(0);
        }
        text.append("  ")
                .append(names.node(version))
                .append(between == 0 ? " --> " : " -- \"" + between + " more\" --> ")
                .append(names.node(to))
                .append('\n');
    }

    /** Everything but the inner parts of chains. */
    private Set<String> kept() {
        Set<String> kept = new LinkedHashSet<>();
        boolean small = parents.size() <= SMALL;
        for (String version : order) {
            if (small || !isMiddle(version)) {
                kept.add(version);
            }
        }
        kept.addAll(unordered);
        return kept;
    }

    private boolean isMiddle(String version) {
        if (of(parents, version).size() != 1 || of(children, version).size() != 1) {
            return false;
        }
        String parent = of(parents, version).get(0);
        String child = of(children, version).get(0);
        return of(children, parent).size() == 1 && of(parents, child).size() == 1;
    }

    private static List<String> of(Map<String, List<String>> map, String version) {
        return map.getOrDefault(version, List.of());
    }

    /** Names for nodes: letters and digits only, and never one for two versions. */
    private static final class Names {
        private final Map<String, String> ids = new LinkedHashMap<>();
        private final List<String> drawn = new ArrayList<>();

        String id(String version) {
            return ids.computeIfAbsent(version, first -> {
                String id = "v" + version.replaceAll("[^A-Za-z0-9]", "_");
                return ids.containsValue(id) ? id + "_" + ids.size() : id;
            });
        }

        String node(String version) {
            drawn.add(version);
            return id(version) + "[\"" + version.replaceAll("[\"\\]\\[<>`]", "") + "\"]";
        }

        boolean isDrawn(String version) {
            return drawn.contains(version);
        }
    }
}
