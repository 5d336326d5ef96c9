package dev.migrationcontrol.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The migrations of a tree as a picture: a line for each system and head, the one history below them.
 *
 * @param cut how many migrations the picture leaves out at its end
 */
record HistoryGraph(
        int width,
        int height,
        List<Label> lanes,
        List<Node> nodes,
        List<String> edges,
        List<Drop> drops,
        List<Label> flags,
        int line,
        long cut) {
    private static final int LEFT = 190;
    private static final int LANE = 54;
    private static final int TOP = 44;
    private static final int MOST_COLUMNS = 60;

    /** A text at a place. */
    record Label(int x, int y, String text) {}

    /** @param sign which of three shapes and colours it has */
    record Node(int x, int y, String sign, String label, String title) {}

    /**
     * From an old migration down to what it becomes.
     *
     * @param version empty where the conversion of the files alone does not say it
     */
    record Drop(int x, int from, int to, String version, String title) {}

    /** Whether there is something to see: several lines, or a line that becomes another. */
    public boolean isWorthwhile() {
        return nodes.size() > 1;
    }

    /** The picture of an audit's report. */
    static HistoryGraph of(Answer report) {
        HistoryLanes lanes = HistoryLanes.of(report);
        List<HistoryLanes.Place> all = HistoryLanes.folded(lanes.places(), MOST_COLUMNS);
        List<HistoryLanes.Place> shown = all.subList(0, Math.min(MOST_COLUMNS, all.size()));
        int step = shown.size() > 8 ? 78 : 100;
        int line = TOP + lanes.names().size() * LANE + 30;
        Map<String, Integer> columns = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        List<Drop> drops = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            HistoryLanes.Place place = shown.get(i);
            int x = LEFT + i * step;
            int y = TOP + place.lane() * LANE;
            place.ids().forEach(id -> columns.put(id, x));
            nodes.add(new Node(x, y, place.sign(), place.label(), place.title()));
            drops.add(new Drop(x, y + 11, line - 13, place.version(), place.versionTitle()));
        }
        List<Label> flags = flags(lanes.flags(), columns, line);
        return new HistoryGraph(
                LEFT + Math.max(1, shown.size()) * step,
                line + 44 + 16 * rows(flags, line),
                names(lanes),
                nodes,
                edges(shown, columns),
                drops,
                flags,
                line,
                all.stream()
                        .skip(shown.size())
                        .mapToLong(each -> each.ids().size())
                        .sum());
    }

    private static List<Label> names(HistoryLanes lanes) {
        List<Label> labels = new ArrayList<>();
        for (int i = 0; i < lanes.names().size(); i++) {
            labels.add(new Label(0, TOP + i * LANE + 4, lanes.names().get(i)));
        }
        return labels;
    }

    private static List<String> edges(List<HistoryLanes.Place> shown, Map<String, Integer> columns) {
        Map<String, Integer> rows = new HashMap<>();
        shown.forEach(each -> each.ids().forEach(id -> rows.put(id, TOP + each.lane() * LANE)));
        List<String> edges = new ArrayList<>();
        for (HistoryLanes.Place place : shown) {
            int x = columns.getOrDefault(place.ids().get(0), LEFT);
            int y = TOP + place.lane() * LANE;
            for (String parent : place.parents()) {
                Integer from = columns.get(parent);
                if (from != null && from != x) {
                    int bend = Math.min(45, Math.abs(x - from) / 2);
                    edges.add("M" + from + " " + rows.get(parent) + "C" + (from + bend) + " " + rows.get(parent) + " "
                            + (x - bend) + " " + y + " " + x + " " + y);
                }
            }
        }
        return edges;
    }

    /** Where each environment is; those at the same place below each other. */
    private static List<Label> flags(Map<String, List<String>> flags, Map<String, Integer> columns, int line) {
        Map<Integer, Integer> at = new HashMap<>();
        Map<String, List<Integer>> places = new LinkedHashMap<>();
        flags.forEach((environment, ids) -> places.put(
                environment,
                ids.stream()
                        .filter(columns::containsKey)
                        .map(columns::get)
                        .distinct()
                        .toList()));
        List<Label> labels = new ArrayList<>();
        places.forEach((environment, xs) -> xs.forEach(x -> {
            int row = at.merge(x, 1, Integer::sum);
            labels.add(new Label(x, line + 30 + 16 * row, "\u25b2 " + environment));
        }));
        return labels;
    }

    private static int rows(List<Label> flags, int line) {
        return flags.stream()
                .mapToInt(each -> (each.y() - line - 30) / 16)
                .max()
                .orElse(0);
    }
}
