package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.SourceFolder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Django's migration files say of themselves; they are read, never run. */
final class DjangoTree {
    private static final Pattern FILE = Pattern.compile("(?:.*/)?(\\w+)/migrations/(\\w+)\\.py");
    private static final Pattern PAIR =
            Pattern.compile("\\(\\s*[\"'](\\w+)[\"']\\s*,\\s*[\"'](\\w+)[\"']\\s*,?\\s*\\)|(swappable_dependency)\\b");
    private static final Pattern USER_MODEL = Pattern.compile("(?m)^AUTH_USER_MODEL\\s*=\\s*[\"'](\\w+)\\.");
    private static final Pattern NO_OPERATIONS = Pattern.compile("\\boperations\\s*(?::[^=\\n]+)?=\\s*\\[\\s*]");

    /**
     * One migration.
     *
     * @param parents the ids of those that it depends on
     * @param replaces the ids of those that it was squashed from
     * @param empty whether it has no operation, as one that merges two others
     */
    record Migration(String file, List<String> parents, List<String> replaces, boolean empty) {}

    private DjangoTree() {}

    /** The migrations by their ids: {@code app.0001_initial}. */
    static Map<String, Migration> read(SourceFolder folder) {
        Map<String, Migration> found = new TreeMap<>();
        Map<String, List<String>> runBefore = new HashMap<>();
        String users = "auth";
        for (String file : folder.all()) {
            Matcher name = FILE.matcher(file);
            if (name.matches() && !name.group(2).equals("__init__")) {
                String text = folder.glance(file).replaceAll("(?m)#.*$", "");
                String id = name.group(1) + "." + name.group(2);
                found.put(
                        id,
                        new Migration(
                                folder.shown(file),
                                pairs(text, "dependencies"),
                                pairs(text, "replaces"),
                                NO_OPERATIONS.matcher(text).find()));
                pairs(text, "run_before")
                        .forEach(other -> runBefore
                                .computeIfAbsent(other, key -> new ArrayList<>())
                                .add(id));
            } else if (file.endsWith(".py")) {
                Matcher model = USER_MODEL.matcher(folder.glance(file));
                users = model.find() ? model.group(1) : users;
            }
        }
        String userApp = users;
        found.replaceAll((id, each) -> {
            List<String> parents = new ArrayList<>(each.parents().stream()
                    .map(parent -> parent.isEmpty() ? userApp + ".__first__" : parent)
                    .toList());
            parents.addAll(runBefore.getOrDefault(id, List.of()));
            return new Migration(each.file(), parents, each.replaces(), each.empty());
        });
        return found;
    }

    /** The pairs of a list; an empty text for the model of the users, which settings name. */
    private static List<String> pairs(String text, String list) {
        List<String> found = new ArrayList<>();
        Matcher begin =
                Pattern.compile("\\b" + list + "\\s*(?::[^=\\n]+)?=\\s*\\[").matcher(text);
        if (begin.find()) {
            Matcher pair = PAIR.matcher(text.substring(begin.end(), closing(text, begin.end())));
            while (pair.find()) {
                found.add(pair.group(3) != null ? "" : pair.group(1) + "." + pair.group(2));
            }
        }
        return found;
    }

    private static int closing(String text, int from) {
        int depth = 1;
        int at = from;
        while (at < text.length() && depth > 0) {
            char c = text.charAt(at++);
            depth += c == '[' ? 1 : c == ']' ? -1 : 0;
        }
        return depth > 0 ? at : at - 1;
    }
}
