package dev.migrationcontrol.trial;

import dev.migrationcontrol.sql.Statement;
import dev.migrationcontrol.sql.token.Placeholders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Flyway's scripts without the statements that need a placeholder which has no value in the tree. */
final class PlaceholderCut {
    private static final List<String> BUILT_IN = List.of(
            "defaultSchema", "database", "user", "timestamp", "filename", "workingDirectory", "table", "environment");

    private final Placeholders placeholders;
    private final Map<String, TrialScripts.Place> places;
    private final List<LeftOut> leftOut = new ArrayList<>();

    PlaceholderCut(Map<String, String> values, Map<String, TrialScripts.Place> places) {
        Map<String, String> known = new HashMap<>(values);
        BUILT_IN.forEach(each -> known.put("flyway:" + each, each));
        this.placeholders = new Placeholders("${", "}", known);
        this.places = places;
    }

    /** The scripts that can run; what is left out is {@link #leftOut}. */
    Map<String, String> of(Map<String, String> files) {
        Map<String, String> kept = new HashMap<>(files);
        files.forEach((name, text) -> {
            boolean replaced = !files.getOrDefault(name + ".conf", "").contains("placeholderReplacement=false");
            if (name.endsWith(".sql") && replaced && unresolved(text) != null) {
                cut(name, text, kept);
            }
        });
        return kept;
    }

    List<LeftOut> leftOut() {
        return leftOut;
    }

    private void cut(String name, String text, Map<String, String> kept) {
        TrialCut cut = TrialCut.only(text, (Statement each) -> unresolved(each.text()));
        TrialScripts.Place place = places.getOrDefault(name, new TrialScripts.Place(name, 0));
        cut.parts()
                .forEach(part -> leftOut.add(
                        new LeftOut(place.at(part.line()), part.why(), part.text(), LeftOut.Kind.PLACEHOLDER)));
        if (!cut.isEmpty()) {
            kept.put(name, cut.sql());
            return;
        }
        List.of(name, "U" + name.substring(1)).forEach(each -> {
            kept.remove(each);
            kept.remove(each + ".conf");
        });
    }

    private @Nullable String unresolved(String text) {
        try {
            placeholders.replace(text);
            return null;
        } catch (Placeholders.Unresolved e) {
            return e.why() == Placeholders.Unresolved.Why.UNKNOWN
                    ? "The placeholder " + e.placeholder() + " has no value."
                    : null;
        }
    }
}
