package dev.migrationcontrol.consolidation;

import dev.migrationcontrol.audit.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 */
record TrialScripts(
        Map<String, String> files,
        Map<String, Place> places,
        Map<String, String> verifies,
        @Nullable String why,
        List<Finding> findings,
        Map<String, String> placeholders) {
    /** A line of a file of the tree, at which a script begins; 0 where the lines are not the same. */
    record Place(String file, int line) {
        String at(int lineOfScript) {
            return line == 0 || lineOfScript == 0 ? file : file + ":" + (line + lineOfScript - 1);
        }
    }

    static TrialScripts none(String why) {
        return new TrialScripts(Map.of(), Map.of(), Map.of(), why, List.of(), Map.of());
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

    /** What would reach beyond a scratch database is not tried. */
    static TrialScripts checked(Map<String, String> files, Map<String, Place> places) {
        for (Map.Entry<String, String> file : files.entrySet()) {
            String reaching = ClusterWideStatements.find(file.getValue())
                    .or(() -> ServerAccess.find(file.getValue()))
                    .orElse(null);
            Place place = places.get(file.getKey());
            if (reaching != null) {
                return none((place == null ? file.getKey() : place.file())
                        + " has a statement that reaches beyond its database: " + reaching + ".");
            }
        }
        return new TrialScripts(
                files, places, Map.of(), files.isEmpty() ? "There is no script." : null, List.of(), Map.of());
    }

    TrialScripts saying(List<Finding> more) {
        return new TrialScripts(files, places, verifies, why, List.copyOf(more), placeholders);
    }

    TrialScripts with(Map<String, String> values) {
        return new TrialScripts(files, places, verifies, why, findings, Map.copyOf(values));
    }

    Place placeOf(String script) {
        return places.getOrDefault(script, new Place(script, 0));
    }

    static Place place(String folder, String file, int line) {
        return new Place(folder.isEmpty() ? file : folder + "/" + file, line);
    }
}
