package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.ImportSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The changes of a {@code sqitch.plan}, in its order. */
final class SqitchPlan {
    private static final Pattern CHANGE =
            Pattern.compile("([^\\s@%#\\[][^\\s\\[]*)(?:\\s+\\[([^\\]]*)])?\\s+\\d{4}-\\d\\d-\\d\\dT\\S+\\s.*");
    private static final Pattern TAG = Pattern.compile("@(\\S+)\\s.*");

    /**
     * One line of the plan.
     *
     * @param requires the changes that it depends on, without conflicts and other projects
     * @param tags those that came before it
     * @param reworked the tags between it and the place where the same change comes again; null when it does not
     */
    record Change(
            String name,
            List<String> requires,
            int tags,
            @Nullable List<String> reworked) {
        Change reworked(List<String> all) {
            return new Change(name, requires, tags, List.copyOf(all.subList(tags, all.size())));
        }

        /** The name of its scripts: of the first of its tags that has one, as Sqitch looks for it, else of the last. */
        String script(Predicate<String> exists) {
            if (reworked == null) {
                return name;
            }
            String last = reworked.isEmpty() ? "HEAD" : reworked.get(reworked.size() - 1);
            return reworked.stream()
                    .map(tag -> name + "@" + tag)
                    .filter(exists)
                    .findFirst()
                    .orElse(name + "@" + last);
        }
    }

    private SqitchPlan() {}

    static List<Change> read(String text, String where, ImportSession tree) {
        List<Change> changes = new ArrayList<>();
        List<String> tags = new ArrayList<>();
        String[] lines = text.split("\\R", -1);
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i].strip();
            Matcher tag = TAG.matcher(line);
            Matcher change = CHANGE.matcher(line);
            if (tag.matches()) {
                tags.add(tag.group(1));
            } else if (change.matches()) {
                String name = change.group(1);
                for (int j = 0; j < changes.size(); j++) {
                    Change before = changes.get(j);
                    if (before.name().equals(name) && before.reworked() == null) {
                        changes.set(j, before.reworked(tags));
                    }
                }
                changes.add(new Change(name, requires(change.group(2)), tags.size(), null));
            } else if (!line.isEmpty() && !line.startsWith("%") && !line.startsWith("#")) {
                tree.findings()
                        .error(
                                "plan-unreadable",
                                where + ":" + (i + 1),
                                "The line is no change and no tag.",
                                "Fix the plan.");
            }
        }
        return changes;
    }

    private static List<String> requires(@Nullable String dependencies) {
        if (dependencies == null || dependencies.isBlank()) {
            return List.of();
        }
        return Arrays.stream(dependencies.strip().split("\\s+"))
                .filter(each -> !each.startsWith("!") && !each.contains(":"))
                .toList();
    }
}
