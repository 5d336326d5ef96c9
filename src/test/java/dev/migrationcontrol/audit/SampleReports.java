package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.database.DatabaseObjects.Judged;
import dev.migrationcontrol.audit.database.SampleDatabase;
import dev.migrationcontrol.audit.patch.TreePatch.ByHand;
import dev.migrationcontrol.audit.patch.TreePatch.DraftedChange;
import dev.migrationcontrol.conversion.ConvertedHistory;
import dev.migrationcontrol.conversion.TreeConversion;
import dev.migrationcontrol.finding.Finding;
import dev.migrationcontrol.finding.Severity;
import dev.migrationcontrol.source.MigrationObjects;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.RunnerReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.VariableReport;
import dev.migrationcontrol.source.VariableUse;
import dev.migrationcontrol.source.script.DownKind;
import dev.migrationcontrol.source.tree.FileRole;
import dev.migrationcontrol.source.usage.UsageReport;
import dev.migrationcontrol.trial.TreeTrial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Reports that have something of everything.
 *
 * @param odd what every text of the report holds
 * @param many how many there are of each thing
 */
record SampleReports(String odd, int many) {
    private static final Instant TIME = Instant.parse("2026-01-31T10:00:00.123Z");

    TreeAuditReport tree(List<SystemReport> systems) {
        return new TreeAuditReport(
                new UUID(1, 2),
                "billing" + odd,
                TIME,
                new TreeAuditReport.Extent(12, 3456, 1, 2),
                systems,
                systems.stream().map(this::conversion).toList(),
                new ConvertedHistory("by number" + odd, List.of()),
                usage(systems),
                variables(),
                environments(systems),
                objects(),
                trials(systems),
                changes(),
                findings());
    }

    private TreeChanges changes() {
        return new TreeChanges(
                diffs().stream().mapToInt(String::length).sum(),
                diffs().size(),
                each(diffs().size())
                        .mapToObj(i -> new DraftedChange(
                                "app/f" + i + odd, DraftedChange.Kind.values()[i % 3], "it is old" + odd))
                        .toList(),
                many,
                each(many)
                        .mapToObj(i -> new ByHand("app/g" + i + odd, "Change it." + odd))
                        .toList());
    }

    List<String> diffs() {
        String line = odd.replaceAll("[\\r\\n]", " ");
        return each(many)
                .mapToObj(i -> "diff --git a/app/f" + i + " b/app/f" + i + "\n@@ -1 +1 @@\n-old```" + line + "\n+new"
                        + line + "\n")
                .toList();
    }

    List<SystemReport> systems(String... ids) {
        List<SystemReport> systems = new ArrayList<>();
        for (String id : ids) {
            String place = systems.isEmpty() ? "" : "db/" + id + odd;
            systems.add(system(id, place, systems.size() % 2 == 0));
        }
        return systems;
    }

    SystemReport system(String id, String location, boolean graph) {
        return new SystemReport(
                id,
                "The " + id,
                location,
                "postgresql",
                graph ? id + "_versions" + odd : "",
                List.of(id + ".toml" + odd, "a_b and _c_"),
                graph
                        ? new SystemReport.History(
                                names("h"), names("r"), names("b"), names("m"), "graph TD\n  a --> b\n")
                        : null,
                each(Math.max(5, many)).mapToObj(this::migration).toList(),
                graph
                        ? null
                        : new RunnerReport(
                                "Runner" + odd,
                                List.of("app/runner" + odd + ".py"),
                                "FILES",
                                7,
                                "sql" + odd,
                                "app/runner" + odd + ".py:9",
                                "app/runner" + odd + ".py:5",
                                false,
                                List.of("tests/test" + odd + ".py"),
                                List.of()));
    }

    private MigrationReport migration(int i) {
        DownKind down = DownKind.values()[i % DownKind.values().length];
        return new MigrationReport(
                "v" + i + odd,
                "m/" + i + odd + ".sql",
                i == 0 ? List.of() : List.of("v" + (i - 1) + odd),
                List.of(),
                "creates table a_" + i + odd,
                i % 2 == 0 ? null : "2026-01-31",
                down,
                null,
                null,
                i % 3 == 0 ? List.of(7, 9) : List.of(),
                i % 2 == 0,
                List.of(),
                objects(i));
    }

    private MigrationObjects objects(int i) {
        List<MigrationObjects.Change> changes = each(i % 4)
                .mapToObj(change -> new MigrationObjects.Change(
                        MigrationObjects.Action.values()[change],
                        change == 1 ? "column" : "table",
                        "o" + change + odd,
                        change == 1 ? "t" + odd : "",
                        change == 2 ? "n" + odd : ""))
                .toList();
        return new MigrationObjects(changes.size() + (i == 3 ? 200 : 0), changes, i == 2 ? 1 : 0);
    }

    private TreeConversion conversion(SystemReport system) {
        boolean converts = system.location().length() % 2 == 0;
        return new TreeConversion(
                system.system(),
                system.location(),
                system.location(),
                converts ? "V1__a" + odd + ".sql" : null,
                converts ? "V9__z.sql" : null,
                converts ? 9 : 0,
                3,
                converts ? null : "psql's \\copy cannot be converted" + odd);
    }

    private List<UsageReport> usage(List<SystemReport> systems) {
        return systems.stream()
                .map(system -> new UsageReport(
                        system.system(),
                        system.title(),
                        many * 3,
                        names("tests/t.py"),
                        each(system.location().isEmpty() ? 0 : many * 3)
                                .mapToObj(i -> new UsageReport.Place(
                                        "app/f" + i / 3 + odd,
                                        i + i / 4,
                                        FileRole.values()[i / 3 % FileRole.values().length],
                                        "RUNS",
                                        "migrate | up `now`" + odd))
                                .toList()))
                .toList();
    }

    private List<VariableReport> variables() {
        return each(many)
                .mapToObj(i -> new VariableReport(
                        "DB_" + i + odd,
                        i % 3 == 0 ? null : i % 3 == 1 ? "DB_" + i + odd : "STANDARD_" + i + "_DATABASE_URL",
                        true,
                        true,
                        i % 4 == 3 ? "names_a_file" + odd : null,
                        each(i).mapToObj(use -> new VariableUse(
                                        ".env" + odd,
                                        use,
                                        VariableUse.Kind.values()[use % 3],
                                        use % 2 == 0 ? "prefix of x_" + odd : "literal"))
                                .toList()))
                .toList();
    }

    private List<TreeReconciliation> environments(List<SystemReport> systems) {
        List<TreeReconciliation> all = new ArrayList<>();
        for (SystemReport system : systems) {
            all.add(new TreeReconciliation(
                    all.isEmpty() ? "production" : "ci_test" + odd,
                    system.system(),
                    "public." + system.system() + "_versions",
                    system.location(),
                    names("v"),
                    all.isEmpty() ? List.of() : names("lost"),
                    names("new"),
                    all.isEmpty() ? names("failed") : List.of(),
                    null));
        }
        if (many > 0) {
            all.add(TreeReconciliation.unreachable("staging" + odd, "no password_of [it]" + odd));
        }
        return all;
    }

    private List<TreeObjects> objects() {
        return each(Math.min(2, many))
                .mapToObj(i -> new TreeObjects(
                        "production" + i + odd,
                        new SampleDatabase(odd, many).objects(Judged.SCRIPTS),
                        i == 1,
                        i == 0 ? List.of() : tables("missing"),
                        tables("ahead")))
                .toList();
    }

    private List<TreeObjects.OfMigration> tables(String name) {
        return names(name).stream()
                .map(table -> new TreeObjects.OfMigration(table, "goose", "1", "1.sql"))
                .toList();
    }

    private List<TreeTrial> trials(List<SystemReport> systems) {
        return systems.stream()
                .map(system -> new TreeTrial(
                        system.title() + odd,
                        system.location(),
                        TreeTrial.Outcome.values()[system.location().length() % 3],
                        many,
                        2,
                        3,
                        1,
                        system.location().length() % 4,
                        1,
                        Duration.ofMillis(1234),
                        system.location().isEmpty() ? null : "Not_run: needs `psql`" + odd,
                        List.of()))
                .toList();
    }

    List<Finding> findings() {
        return each(many * 3)
                .mapToObj(i -> new Finding(
                        i % 7 == 0 ? "several-systems" : "rule-" + i,
                        Severity.values()[i * 3 / (many * 3)],
                        "a/b_c.sql:" + i + odd,
                        "Drops table_" + i + " without <care> & back" + odd,
                        "Do [this] first, then *that*" + odd))
                .toList();
    }

    private List<String> names(String prefix) {
        return each(many).mapToObj(i -> prefix + "_" + i + odd).toList();
    }

    private static IntStream each(int many) {
        return IntStream.range(0, many);
    }
}
