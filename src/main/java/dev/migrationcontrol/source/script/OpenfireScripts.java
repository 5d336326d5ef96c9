package dev.migrationcontrol.source.script;

import dev.migrationcontrol.source.tree.FileNames;
import dev.migrationcontrol.source.tree.SourceFile;
import dev.migrationcontrol.sql.ScriptOutline;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Openfire and its plugins: a numbered directory for each version, with a script for each kind of database. */
final class OpenfireScripts implements Recogniser {
    private static final Pattern POSTGRES = Pattern.compile("\\w+_postgresql\\.sql");
    private static final Pattern ANY = Pattern.compile("\\w+_[a-z0-9]+\\.sql");
    private static final Pattern NUMBER = Pattern.compile("(.*/)?\\d{1,6}");

    @Override
    public List<ScriptSystem> find(TreeView view) {
        Map<String, List<RecognisedScript>> places = new TreeMap<>();
        for (SourceFile file : view.marked(FileMarker.OPENFIRE)) {
            String place = SourceFile.parentOf(file.directory());
            if (isOf(file, POSTGRES) && !places.containsKey(place)) {
                places.put(place, scripts(view, place));
            }
        }
        return places.entrySet().stream()
                .map(place -> ScriptSystem.of(
                        MigrationSystems.named("openfire"),
                        place.getKey(),
                        "numbered directories whose scripts write ofVersion",
                        place.getValue()))
                .toList();
    }

    private static boolean isOf(SourceFile file, Pattern name) {
        return BoundedPattern.in(name, file.name()).matches()
                && BoundedPattern.in(NUMBER, file.directory()).matches();
    }

    private static List<RecognisedScript> scripts(TreeView view, String place) {
        List<RecognisedScript> scripts = new ArrayList<>();
        for (SourceFile file : view.tree().files()) {
            if (SourceFile.parentOf(file.directory()).equals(place) && isOf(file, ANY)) {
                view.claim(file);
                if (isOf(file, POSTGRES)) {
                    scripts.add(read(view, file));
                }
            }
        }
        return scripts;
    }

    private static RecognisedScript read(TreeView view, SourceFile file) {
        // A line that begins with two slashes or a hash is a comment to Openfire.
        String text = view.text(file).text().replaceAll("(?m)^[ \\t]*(//|#)", "--");
        String number = file.directory().substring(file.directory().lastIndexOf('/') + 1);
        return new RecognisedScript(
                number,
                file.path(),
                List.of(),
                List.of(),
                FileNames.title(file.name()),
                null,
                ScriptOutline.of(text),
                RecognisedScript.Back.MISSING,
                false);
    }
}
