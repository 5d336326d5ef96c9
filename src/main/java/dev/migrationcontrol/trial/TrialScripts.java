package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.ConversionArchive;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.sql.ClusterWideStatements;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried of one system.
 *
 * @param files scripts and their settings, by name
 * @param places for each script the file of the tree that it came from
 * @param why there are none; null when there are
 * @param findings what there is to say of how they were had
 * @param verifies by script the one that checks what it did, among the files
 * @param placeholders values for Flyway's placeholders, as the tree says
 * @param notRun what is left out of the trial, and why
 */
record TrialScripts(
        Map<String, String> files,
        Map<String, Place> places,
        Map<String, String> verifies,
        @Nullable String why,
        List<Finding> findings,
        Map<String, String> placeholders,
        List<TreeTrial.NotRun> notRun) {
    /** A line of a file of the tree, at which a script begins; 0 where the lines are not the same. */
    record Place(String file, int line) {
        String at(int lineOfScript) {
            return line == 0 || lineOfScript == 0 ? file : file + ":" + (line + lineOfScript - 1);
        }
    }

    static TrialScripts none(String why) {
        return new TrialScripts(Map.of(), Map.of(), Map.of(), why, List.of(), Map.of(), List.of());
    }

    static TrialScripts of(Conversion conversion, String folder, boolean sameLines) {
        Map<String, Place> places = new HashMap<>();
        for (ConvertedMigration each : conversion.migrations()) {
            ConvertedMigration.Origin origin = each.origin();
            places.put(each.script(), place(folder, origin.file(), sameLines ? origin.line() : 0));
            if (each.undoScript() != null && origin.undoFile() != null) {
                places.put(each.undoScript(), place(folder, origin.undoFile(), sameLines ? origin.undoLine() : 0));
            }
        }
        return checked(ConversionArchive.files(conversion), places);
    }

    /** What would reach beyond a scratch database is not tried, and neither is what undoes it; the others are. */
    static TrialScripts checked(Map<String, String> files, Map<String, Place> places) {
        Map<String, String> tried = new HashMap<>(files);
        Map<String, TreeTrial.NotRun> wrong = new LinkedHashMap<>();
        for (Map.Entry<String, String> file : upsFirst(files).entrySet()) {
            String reaching = ClusterWideStatements.find(file.getValue())
                    .or(() -> ServerAccess.find(file.getValue()))
                    .orElse(null);
            Place place = places.get(file.getKey());
            if (reaching != null) {
                String at = place == null ? file.getKey() : place.file();
                String reason = "It has a statement that affects more than its database: " + reaching + ".";
                wrong.putIfAbsent(at, new TreeTrial.NotRun(at, reason));
                String undo = "U" + file.getKey().substring(1);
                List.of(file.getKey(), undo).forEach(each -> {
                    tried.remove(each);
                    tried.remove(each + ".conf");
                });
            }
        }
        List<TreeTrial.NotRun> notRun = List.copyOf(wrong.values());
        boolean none = tried.keySet().stream().noneMatch(each -> each.matches("[VBR].*\\.sql"));
        String why = !none
                ? null
                : notRun.isEmpty()
                        ? "There is no script."
                        : notRun.get(0).file() + ": " + notRun.get(0).why();
        return new TrialScripts(tried, places, Map.of(), why, List.of(), Map.of(), notRun);
    }

    /** What is said of a file is said of its up script, where both parts are wrong. */
    private static Map<String, String> upsFirst(Map<String, String> files) {
        Map<String, String> sorted = new TreeMap<>(
                Comparator.comparing((String name) -> name.startsWith("U")).thenComparing(Comparator.naturalOrder()));
        sorted.putAll(files);
        return sorted;
    }

    /** The same, with what was left out before. */
    TrialScripts without(List<TreeTrial.NotRun> others) {
        List<TreeTrial.NotRun> all = new ArrayList<>(others);
        all.addAll(notRun);
        return new TrialScripts(files, places, verifies, why, findings, placeholders, List.copyOf(all));
    }

    TrialScripts saying(List<Finding> more) {
        return new TrialScripts(files, places, verifies, why, List.copyOf(more), placeholders, notRun);
    }

    TrialScripts with(Map<String, String> values) {
        return new TrialScripts(files, places, verifies, why, findings, Map.copyOf(values), notRun);
    }

    Place placeOf(String script) {
        return places.getOrDefault(script, new Place(script, 0));
    }

    static Place place(String folder, String file, int line) {
        return new Place(folder.isEmpty() ? file : folder + "/" + file, line);
    }
}
