package dev.migrationcontrol.consolidation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order of Django's migrations by the dependencies that their files name; the files are read, never run. */
final class DjangoOrder {
    private static final Pattern FILE = Pattern.compile("(?:.*/)?(\\w+)/migrations/(\\w+)\\.py");
    private static final Pattern DEPENDENCIES = Pattern.compile("(?s)\\bdependencies\\s*(?::[^=]+)?=\\s*\\[(.*?)]");
    private static final Pattern PAIR =
            Pattern.compile("\\(\\s*[\"'](\\w+)[\"']\\s*,\\s*[\"'](\\w+)[\"']\\s*,?\\s*\\)");

    private final Map<String, List<String>> parents = new HashMap<>();

    DjangoOrder(SourceFolder folder) {
        for (String file : folder.all()) {
            Matcher name = FILE.matcher(file);
            if (name.matches()) {
                List<String> found = new ArrayList<>();
                Matcher list = DEPENDENCIES.matcher(folder.glance(file));
                Matcher pair = PAIR.matcher(list.find() ? list.group(1) : "");
                while (pair.find()) {
                    found.add(pair.group(1) + "." + pair.group(2));
                }
                parents.put(name.group(1) + "." + name.group(2), found);
            }
        }
    }

    /** {@code app/0001_initial} and {@code app.0001_initial} are the same. */
    static String id(String file) {
        return file.replace('/', '.');
    }

    List<String> parents(String id) {
        return List.copyOf(parents.getOrDefault(id, List.of()));
    }

    /** Parents first, then by name. */
    List<String> sort(List<String> files, FindingList findings) {
        Map<String, String> byId = new TreeMap<>();
        files.forEach(file -> byId.put(id(file), file));
        byId.keySet().stream()
                .filter(id -> !parents.containsKey(id))
                .forEach(id -> findings.warn(
                        "order-unknown",
                        id + ".sql",
                        "No migration of this name is in the folder, so its dependencies are not known: it is ordered by name.",
                        "Name the folder of the project as the directory."));
        parents.keySet().stream()
                .filter(id -> !byId.containsKey(id) && !id.endsWith(".__init__"))
                .sorted()
                .forEach(id -> findings.error(
                        "output-incomplete",
                        id,
                        "The folder has this migration, but there is no SQL of it.",
                        "Print it too: manage.py sqlmigrate."));
        Set<String> done = new LinkedHashSet<>();
        byId.keySet().forEach(id -> visit(id, byId, done, new LinkedHashSet<>(), findings));
        return done.stream().map(byId::get).toList();
    }

    private void visit(String id, Map<String, String> byId, Set<String> done, Set<String> path, FindingList findings) {
        if (!byId.containsKey(id) || done.contains(id)) {
            return;
        }
        if (!path.add(id)) {
            findings.error(
                    "cycle",
                    id,
                    "The migration depends on itself: " + String.join(" -> ", path) + ".",
                    "Mend the dependencies.");
            return;
        }
        parents.getOrDefault(id, List.of()).stream()
                .sorted()
                .forEach(parent -> visit(parent, byId, done, path, findings));
        path.remove(id);
        done.add(id);
    }
}
