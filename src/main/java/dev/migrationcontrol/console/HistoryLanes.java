package dev.migrationcontrol.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The migrations of all systems of a tree in one order, each on the line of its system and head.
 *
 * @param names of the lines, from above
 * @param flags the newest recorded migrations of each environment
 */
record HistoryLanes(List<String> names, List<Place> places, Map<String, List<String>> flags) {
    private static final int MOST_LANES = 12;
    private static final List<String> SIGNS = List.of("a", "b", "h");

    /**
     * A migration, or several in a row that are drawn as one.
     *
     * @param ids of what it is, unique among all systems
     * @param version of the one history; empty where that is not known
     * @param plain whether it may be drawn as one with its neighbours
     */
    record Place(
            List<String> ids,
            int lane,
            String sign,
            List<String> parents,
            String label,
            String title,
            String version,
            String versionTitle,
            boolean plain) {
        /** The two as one. */
        Place and(Place next) {
            List<String> all = new ArrayList<>(ids);
            all.addAll(next.ids);
            return new Place(
                    all,
                    lane,
                    sign,
                    parents,
                    "\u00d7 " + all.size(),
                    all.size() + " migrations, the last is " + next.title.replaceFirst("^.*the last is ", ""),
                    next.version,
                    next.versionTitle,
                    true);
        }
    }

    static HistoryLanes of(Answer report) {
        Map<String, Answer> versions = new HashMap<>();
        Map<String, Integer> order = new HashMap<>();
        for (Answer entry : report.at("history").list("migrations")) {
            String id = id(entry.text("location"), entry.text("system"), entry.text("oldId"));
            versions.put(id, entry);
            order.put(id, order.size());
        }
        Map<String, List<String>> flags = flags(report);
        Set<String> flagged = new HashSet<>();
        flags.values().forEach(flagged::addAll);
        List<String> names = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        int number = 0;
        for (Answer system : report.list("systems")) {
            if (system.text("database").equals("postgresql")
                    && !system.list("migrations").isEmpty()) {
                new OneSystem(system, names, SIGNS.get(number % SIGNS.size()), versions, flagged).addTo(places);
                number++;
            }
        }
        places.sort(Comparator.comparing(each -> order.getOrDefault(each.ids().get(0), Integer.MAX_VALUE)));
        return new HistoryLanes(names, places, flags);
    }

    private static Map<String, List<String>> flags(Answer report) {
        Map<String, List<String>> flags = new LinkedHashMap<>();
        for (Answer each : report.list("environments")) {
            for (String recorded : each.texts("recorded")) {
                flags.computeIfAbsent(each.text("environment"), environment -> new ArrayList<>())
                        .add(id(each.text("location"), each.text("system"), recorded));
            }
        }
        return flags;
    }

    private static String id(String location, String system, String version) {
        return location + '\n' + system + '\n' + version;
    }

    /** The same, where runs of what is plain are one, if there are more than so many. */
    static List<Place> folded(List<Place> places, int most) {
        if (places.size() <= most) {
            return places;
        }
        List<Place> folded = new ArrayList<>();
        for (Place each : places) {
            Place last = folded.isEmpty() ? null : folded.get(folded.size() - 1);
            if (last != null && last.plain() && each.plain() && last.lane() == each.lane()) {
                folded.set(folded.size() - 1, last.and(each));
            } else {
                folded.add(each);
            }
        }
        return folded;
    }

    /** The lines of one system. */
    private static final class OneSystem {
        private final Answer system;
        private final List<String> names;
        private final String sign;
        private final Map<String, Answer> versions;
        private final Set<String> flagged;
        private final Map<String, Integer> children = new HashMap<>();
        private final Map<String, Integer> lanes = new HashMap<>();
        private final Set<String> continued = new HashSet<>();
        private final boolean linear;

        OneSystem(Answer system, List<String> names, String sign, Map<String, Answer> versions, Set<String> flagged) {
            this.system = system;
            this.names = names;
            this.sign = sign;
            this.versions = versions;
            this.flagged = flagged;
            List<Answer> migrations = system.list("migrations");
            migrations.forEach(
                    each -> each.texts("parents").forEach(parent -> children.merge(of(parent), 1, Integer::sum)));
            this.linear = children.isEmpty();
        }

        private String of(String version) {
            return id(system.text("location"), system.text("system"), version);
        }

        void addTo(List<Place> places) {
            List<Answer> migrations = system.list("migrations");
            String before = null;
            for (int i = 0; i < migrations.size(); i++) {
                Answer each = migrations.get(i);
                String id = of(each.text("version"));
                List<String> parents = linear
                        ? before == null ? List.of() : List.of(before)
                        : each.texts("parents").stream().map(this::of).toList();
                boolean end = i == 0 || i == migrations.size() - 1;
                places.add(place(each, id, parents, end));
                before = id;
            }
        }

        private Place place(Answer each, String id, List<String> parents, boolean end) {
            int lane = lane(id, parents);
            Answer version = versions.getOrDefault(id, Answer.NOTHING);
            boolean plain = !end
                    && parents.size() == 1
                    && (linear || children.getOrDefault(id, 0) == 1 && children.getOrDefault(parents.get(0), 0) == 1)
                    && !flagged.contains(id);
            String title = system.text("title") + " " + each.text("version") + ": " + each.text("purpose");
            return new Place(
                    List.of(id),
                    lane,
                    sign,
                    parents,
                    Shown.shortened(each.text("version")),
                    title,
                    version.text("version"),
                    version.text("script"),
                    plain);
        }

        /** That of the first parent that has no other child there yet, or a new one. */
        private int lane(String id, List<String> parents) {
            for (String parent : parents) {
                Integer lane = lanes.get(parent);
                if (lane != null && continued.add(parent)) {
                    lanes.put(id, lane);
                    return lane;
                }
            }
            boolean first = lanes.isEmpty();
            if (names.size() < MOST_LANES || first && names.isEmpty()) {
                names.add(first ? shortName() : shortName() + ", another line");
            }
            lanes.put(id, names.size() - 1);
            return names.size() - 1;
        }

        private String shortName() {
            String title = system.text("title");
            return title.length() > 24 ? title.substring(0, 23) + "\u2026" : title;
        }
    }
}
