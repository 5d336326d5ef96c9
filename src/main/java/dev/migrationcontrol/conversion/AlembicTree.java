package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.migration.SourceFolder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Alembic's revision files say of themselves; they are read, never run. */
public final class AlembicTree {
    private static final Pattern REVISION =
            Pattern.compile("(?m)^revision(?:\\s*:[^=\\n]+)?\\s*=\\s*[\"']([^\"']+)[\"']");
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");
    private static final Pattern MESSAGE = Pattern.compile("\\A\\s*[rR]?(?:\"\"\"|''')\\s*([^\\n]*)");
    private static final Pattern OFFLINE = Pattern.compile("\\bis_offline_mode\\b|\\bas_sql\\b");

    /**
     * One revision file.
     *
     * @param parents the revisions that it follows
     * @param needs those of other branches that it depends on
     * @param asksForMode whether it looks at whether it is printed or run, and so may do something else then
     */
    public record Revision(String file, String message, List<String> parents, List<String> needs, boolean asksForMode) {
        /** All that has to be there before it. */
        List<String> before() {
            List<String> all = new ArrayList<>(parents);
            needs.stream().filter(each -> !all.contains(each)).forEach(all::add);
            return all;
        }
    }

    private AlembicTree() {}

    public static Map<String, Revision> read(SourceFolder folder) {
        Map<String, Revision> revisions = new LinkedHashMap<>();
        Map<String, String> labels = new LinkedHashMap<>();
        for (String file : folder.all()) {
            String text = file.endsWith(".py") ? folder.glance(file) : "";
            Matcher revision = REVISION.matcher(text);
            List<String> parents = revision.find() ? strings(text, "down_revision") : null;
            if (parents != null) {
                List<String> needs = strings(text, "depends_on");
                List<String> named = strings(text, "branch_labels");
                (named == null ? List.<String>of() : named).forEach(each -> labels.put(each, revision.group(1)));
                revisions.put(
                        revision.group(1),
                        new Revision(
                                folder.shown(file),
                                message(text),
                                parents,
                                needs == null ? List.of() : needs,
                                OFFLINE.matcher(text).find()));
            }
        }
        revisions.replaceAll((id, each) -> resolved(each, revisions, labels));
        return revisions;
    }

    private static String message(String text) {
        Matcher message = MESSAGE.matcher(text);
        return message.find()
                ? message.group(1).replaceAll("(\"\"\"|''').*", "").strip()
                : "";
    }

    /** The strings of an assignment; null when there is none. */
    private static @Nullable List<String> strings(String text, String name) {
        Matcher value = Pattern.compile("(?m)^" + name + "(?:\\s*:[^=\\n]+)?\\s*=\\s*([(\\[][^)\\]]*[)\\]]|[^\\n]*)")
                .matcher(text);
        if (!value.find()) {
            return null;
        }
        List<String> strings = new ArrayList<>();
        Matcher quoted = QUOTED.matcher(value.group(1).replaceAll("(?m)#.*$", ""));
        while (quoted.find()) {
            strings.add(quoted.group(1));
        }
        return strings;
    }

    /** A dependency may be named by a branch's label, or by the beginning of an id. */
    private static Revision resolved(Revision of, Map<String, Revision> all, Map<String, String> labels) {
        List<String> needs = of.needs().stream()
                .map(each -> all.containsKey(each) ? each : labels.getOrDefault(each, beginning(each, all)))
                .toList();
        return new Revision(of.file(), of.message(), of.parents(), needs, of.asksForMode());
    }

    private static String beginning(String id, Map<String, Revision> all) {
        List<String> found =
                all.keySet().stream().filter(each -> each.startsWith(id)).toList();
        return found.size() == 1 ? found.get(0) : id;
    }
}
