package dev.migrationcontrol.trial;

import dev.migrationcontrol.conversion.ConversionArchive;
import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.ConvertedMigration;
import dev.migrationcontrol.finding.Finding;
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
 * @param leftOut what is left out of the trial, and why
 * @param note what is to be said of all of them; null for nothing
 */
record TrialScripts(
        Map<String, String> files,
        Map<String, Place> places,
        Map<String, String> verifies,
        @Nullable String why,
        List<Finding> findings,
        Map<String, String> placeholders,
        List<LeftOut> leftOut,
        @Nullable String note) {
    /** A line of a file of the tree, at which a script begins; 0 where the lines are not the same. */
    record Place(String file, int line) {
        String at(int lineOfScript) {
            return line == 0 || lineOfScript == 0 ? file : file + ":" + (line + lineOfScript - 1);
        }
    }

    static TrialScripts none(String why) {
        return new TrialScripts(Map.of(), Map.of(), Map.of(), why, List.of(), Map.of(), List.of(), null);
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

    /** What would reach beyond a scratch database is not tried; the other statements are. */
    static TrialScripts checked(Map<String, String> files, Map<String, Place> places) {
        Map<String, String> tried = new HashMap<>(files);
        Map<String, LeftOut> wrong = new LinkedHashMap<>();
        upsFirst(files).forEach((name, text) -> {
            TrialCut cut = name.endsWith(".sql") ? TrialCut.of(text) : new TrialCut(text, List.of(), false);
            Place place = places.getOrDefault(name, new Place(name, 0));
            if (cut.isEmpty()) {
                TrialCut.Part first = cut.parts().get(0);
                wrong.putIfAbsent(place.file(), LeftOut.unfit(place.file(), first.why(), text));
                List.of(name, "U" + name.substring(1)).forEach(each -> {
                    tried.remove(each);
                    tried.remove(each + ".conf");
                });
            } else if (!cut.parts().isEmpty()) {
                tried.put(name, cut.sql());
                cut.parts()
                        .forEach(part -> wrong.putIfAbsent(
                                place.at(part.line()) + ":" + part.line(),
                                LeftOut.unfit(place.at(part.line()), part.why(), part.text())));
            }
        });
        return new TrialScripts(
                tried, places, Map.of(), why(tried, wrong), List.of(), Map.of(), List.copyOf(wrong.values()), null);
    }

    private static @Nullable String why(Map<String, String> tried, Map<String, LeftOut> wrong) {
        boolean none = tried.keySet().stream().noneMatch(each -> each.matches("[VBR].*\\.sql"));
        LeftOut first = wrong.values().stream().findFirst().orElse(null);
        return !none ? null : first == null ? "There is no script." : first.where() + ": " + first.why();
    }

    /** What is said of a file is said of its up script, where both parts are wrong. */
    private static Map<String, String> upsFirst(Map<String, String> files) {
        Map<String, String> sorted = new TreeMap<>(
                Comparator.comparing((String name) -> name.startsWith("U")).thenComparing(Comparator.naturalOrder()));
        sorted.putAll(files);
        return sorted;
    }

    /** The same, with what was left out before. */
    TrialScripts without(List<LeftOut> others) {
        List<LeftOut> all = new ArrayList<>(others);
        all.addAll(leftOut);
        return new TrialScripts(files, places, verifies, why, findings, placeholders, List.copyOf(all), note);
    }

    TrialScripts saying(List<Finding> more) {
        return new TrialScripts(files, places, verifies, why, List.copyOf(more), placeholders, leftOut, note);
    }

    TrialScripts noting(String words) {
        return new TrialScripts(files, places, verifies, why, findings, placeholders, leftOut, words);
    }

    TrialScripts with(Map<String, String> values) {
        return new TrialScripts(files, places, verifies, why, findings, Map.copyOf(values), leftOut, note);
    }

    Place placeOf(String script) {
        return places.getOrDefault(script, new Place(script, 0));
    }

    static Place place(String folder, String file, int line) {
        return new Place(folder.isEmpty() ? file : folder + "/" + file, line);
    }
}
