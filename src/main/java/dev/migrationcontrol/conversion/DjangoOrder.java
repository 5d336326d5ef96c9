package dev.migrationcontrol.conversion;

import dev.migrationcontrol.conversion.DjangoTree.Migration;
import dev.migrationcontrol.finding.Findings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which of Django's printed migrations are taken, and in what order: by the dependencies that their files name. */
final class DjangoOrder {
    private final Map<String, Migration> known;
    private final Findings findings;
    private final TreeSet<String> chosen = new TreeSet<>();

    DjangoOrder(Map<String, Migration> known, Findings findings) {
        this.known = known;
        this.findings = findings;
    }

    /** Parents first, then by name; of squashed migrations either they or what they replace. */
    List<String> sort(Set<String> printed) {
        chosen.addAll(printed);
        known.forEach((id, migration) -> {
            if (!migration.replaces().isEmpty()) {
                chooseSquashed(id, migration.replaces(), printed);
            }
        });
        printed.stream()
                .filter(id -> !known.containsKey(id))
                .sorted()
                .forEach(id -> findings.warn(
                        "order-unknown",
                        id + ".sql",
                        "No migration of this name is in the folder, so its dependencies are not known: it is ordered by name.",
                        "Name the folder of the project as the directory."));
        known.keySet().stream()
                .filter(id -> !printed.contains(id) && !isReplaced(id))
                .forEach(id -> findings.error(
                        "output-incomplete",
                        id,
                        "The folder has this migration, but there is no SQL of it.",
                        "Print it too: manage.py sqlmigrate."));
        Set<String> done = new LinkedHashSet<>();
        chosen.forEach(id -> visit(id, done, new LinkedHashSet<>()));
        return List.copyOf(done);
    }

    /** What was squashed is what databases recorded, so it is taken where all of it was printed. */
    private void chooseSquashed(String id, List<String> replaces, Set<String> printed) {
        if (!printed.contains(id)) {
            return;
        }
        List<String> left = printed.containsAll(replaces) ? List.of(id) : replaces;
        for (String each : left) {
            if (chosen.remove(each)) {
                findings.inform(
                        "squashed-twice",
                        each + ".sql",
                        each.equals(id)
                                ? "It is left out: what it replaces was printed too."
                                : "It is left out: " + id + " replaces it, and not all that it replaces was printed.",
                        "Do nothing; both make the same schema.");
            }
        }
    }

    /** Whether others take its place: those that it replaces, or the one that replaces it. */
    private boolean isReplaced(String id) {
        Migration own = known.get(id);
        boolean byParts = own != null && !own.replaces().isEmpty() && chosen.containsAll(own.replaces());
        return byParts || squashed(id) != null;
    }

    private @Nullable String squashed(String id) {
        return chosen.stream()
                .filter(each -> {
                    Migration migration = known.get(each);
                    return migration != null && migration.replaces().contains(id);
                })
                .findFirst()
                .orElse(null);
    }

    /** The chosen migrations that have to be there before this one. */
    List<String> parents(String id) {
        Migration migration = known.get(id);
        if (migration == null) {
            return List.of();
        }
        LinkedHashSet<String> parents = new LinkedHashSet<>();
        migration.parents().forEach(parent -> parents.addAll(standingFor(parent)));
        parents.remove(id);
        return List.copyOf(parents);
    }

    private List<String> standingFor(String id) {
        String app = id.substring(0, id.indexOf('.') + 1);
        if (id.endsWith(".__first__") || id.endsWith(".__latest__")) {
            List<String> all =
                    chosen.stream().filter(each -> each.startsWith(app)).toList();
            return all.isEmpty() ? List.of() : List.of(all.get(id.endsWith(".__first__") ? 0 : all.size() - 1));
        }
        if (chosen.contains(id)) {
            return List.of(id);
        }
        String other = squashed(id);
        if (other != null) {
            return List.of(other);
        }
        Migration migration = known.get(id);
        return migration == null || migration.replaces().isEmpty()
                ? List.of(id)
                : new ArrayList<>(migration.replaces());
    }

    private void visit(String id, Set<String> done, Set<String> path) {
        if (!chosen.contains(id) || done.contains(id)) {
            return;
        }
        if (!path.add(id)) {
            findings.error(
                    "cycle",
                    id,
                    "The migration depends on itself: " + String.join(" -> ", path) + ".",
                    "Fix the dependencies.");
            return;
        }
        parents(id).stream().sorted().forEach(parent -> visit(parent, done, path));
        path.remove(id);
        done.add(id);
    }
}
