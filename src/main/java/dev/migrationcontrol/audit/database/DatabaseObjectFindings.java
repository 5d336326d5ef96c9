package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseLeftover.Kind;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.text.Listing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What someone should know of objects that nothing explains, and of what was left. */
final class DatabaseObjectFindings {
    private static final int MOST_NAMED = 20;

    private final DatabaseObjects objects;
    private final List<DatabaseSystem> systems;
    private final boolean baselined;
    private final List<Finding> findings = new ArrayList<>();

    private DatabaseObjectFindings(DatabaseObjects objects, List<DatabaseSystem> systems, boolean baselined) {
        this.objects = objects;
        this.systems = systems;
        this.baselined = baselined;
    }

    static List<Finding> of(
            DatabaseObjects objects,
            List<DatabaseSystem> systems,
            boolean baselined,
            List<DatabaseLeftover> leftovers) {
        DatabaseObjectFindings findings = new DatabaseObjectFindings(objects, systems, baselined);
        switch (objects.judged()) {
            case NO_SYSTEM -> findings.withoutHistory();
            case SCRIPTS -> findings.unexplained();
            case NOT_JUDGED -> findings.notJudged();
        }
        leftovers.forEach(findings::leftover);
        return findings.findings;
    }

    private void withoutHistory() {
        if (objects.unexplainedCount() > 0) {
            add(
                    "objects-without-history",
                    Severity.WARNING,
                    "the database",
                    "There are " + objects.unexplainedCount() + " objects and no trace of any migration system: "
                            + names(objects.unexplained(), objects.unexplainedCount()) + ".",
                    "Find out what made them, and record a baseline before the first migration.");
        }
    }

    private void unexplained() {
        Map<String, List<DatabaseObject>> byKind = objects.unexplained().stream()
                .collect(Collectors.groupingBy(DatabaseObject::kind, TreeMap::new, Collectors.toList()));
        String origin = otherOrigin();
        byKind.forEach((kind, found) -> add(
                "object-unexplained",
                origin.isEmpty() ? Severity.WARNING : Severity.INFO,
                names(found, found.size()),
                found.size() + " of kind " + kind + " that no script that is recorded as applied names: "
                        + names(found, found.size())
                        + "." + origin + " Judged by the names in the scripts' texts alone: a name that a script puts"
                        + " together, or takes from a placeholder, is not seen.",
                "Find out what made them, and write a migration that makes them."));
    }

    private String otherOrigin() {
        String before = baselined ? " The history begins with a baseline, so they may be older." : "";
        return systems.isEmpty()
                ? before
                : before + " It may be the work of "
                        + systems.stream()
                                .map(DatabaseSystem::system)
                                .distinct()
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    private void notJudged() {
        if (!objects.counts().isEmpty()) {
            add(
                    "objects-not-judged",
                    Severity.INFO,
                    "the database",
                    "The systems that were found keep no SQL in their tables, and the environment's own history explains"
                            + " nothing, so it cannot be said which migration made which object.",
                    "Audit the source tree together with this environment.");
        }
    }

    private void leftover(DatabaseLeftover leftover) {
        if (leftover.kind() == Kind.INVALID_INDEX) {
            boolean reindex = leftover.name().matches(".*_cc(new|old)\\d*");
            add(
                    "invalid-index",
                    Severity.ERROR,
                    leftover.name(),
                    "The index on " + leftover.table() + " is invalid: no query uses it, and every write still pays for"
                            + " it. "
                            + (reindex
                                    ? "A REINDEX CONCURRENTLY was interrupted."
                                    : "A concurrent build was interrupted, or is under way."),
                    "If no build is under way, drop it with DROP INDEX CONCURRENTLY"
                            + (reindex ? "." : ", and build it again."));
        } else {
            add(
                    "constraint-not-validated",
                    Severity.WARNING,
                    leftover.name(),
                    "The constraint of " + leftover.table() + " was added NOT VALID and never validated: older rows may"
                            + " break it.",
                    "Run ALTER TABLE " + leftover.table() + " VALIDATE CONSTRAINT "
                            + leftover.name().substring(leftover.name().indexOf('.') + 1) + ".");
        }
    }

    private static String names(List<DatabaseObject> found, int total) {
        return Listing.of(found.stream().map(DatabaseObject::name).toList(), MOST_NAMED, total);
    }

    private void add(String rule, Severity severity, String where, String detail, String remedy) {
        findings.add(new Finding(rule, severity, where, detail, remedy));
    }
}
