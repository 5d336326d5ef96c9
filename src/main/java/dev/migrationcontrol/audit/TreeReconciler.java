package dev.migrationcontrol.audit;

import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.probe.DatabaseProbe;
import dev.migrationcontrol.probe.ForeignSystem;
import dev.migrationcontrol.probe.Observation;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares what databases recorded with the files of a tree. */
@Singleton
final class TreeReconciler {
    private final Environments environments;
    private final DatabaseProbe probe;

    TreeReconciler(Environments environments, DatabaseProbe probe) {
        this.environments = environments;
        this.probe = probe;
    }

    /** Blocks. */
    List<TreeReconciliation> compare(List<String> names, List<SystemReport> systems) {
        List<TreeReconciliation> all = new ArrayList<>();
        for (String name : names) {
            Observation seen = probe.observe(environments.require(name)).await().indefinitely();
            if (seen instanceof Observation.Unreachable gone) {
                all.add(TreeReconciliation.unreachable(name, gone.reason()));
            } else if (seen instanceof Observation.Reachable database) {
                for (ForeignSystem foreign : database.foreignSystems()) {
                    all.add(compare(name, foreign, match(foreign, systems)));
                }
            }
        }
        return all;
    }

    /** The system of the tree that wrote a table: by its kind, or by the table's name where the kind is not known. */
    private static Optional<SystemReport> match(ForeignSystem foreign, List<SystemReport> systems) {
        String table = foreign.table().substring(foreign.table().indexOf('.') + 1);
        List<SystemReport> here = systems.stream()
                .filter(system -> system.database().equals("postgresql"))
                .toList();
        Set<String> recorded = new HashSet<>(foreign.versions());
        return here.stream()
                .filter(system -> system.system().equals(foreign.system()))
                .findFirst()
                .or(() -> here.stream()
                        .filter(system -> system.versionTable().equals(table))
                        .findFirst())
                .or(() -> here.stream()
                        .filter(system ->
                                system.migrations().stream().anyMatch(each -> recorded.contains(each.version())))
                        .findFirst());
    }

    static TreeReconciliation compare(String environment, ForeignSystem foreign, Optional<SystemReport> system) {
        if (system.isEmpty()) {
            return new TreeReconciliation(
                    environment,
                    foreign.system(),
                    foreign.table(),
                    null,
                    foreign.versions(),
                    foreign.versions(),
                    List.of(),
                    null);
        }
        Map<String, String> versions = new HashMap<>();
        system.get().migrations().forEach(each -> names(each).forEach(name -> versions.put(name, each.version())));
        List<String> withoutFile = foreign.versions().stream()
                .filter(each -> !versions.containsKey(plain(each)))
                .toList();
        List<String> known = foreign.versions().stream()
                .map(each -> versions.get(plain(each)))
                .filter(each -> each != null)
                .toList();
        return new TreeReconciliation(
                environment,
                foreign.system(),
                foreign.table(),
                system.get().location(),
                foreign.versions(),
                withoutFile,
                withoutFile.isEmpty() || !known.isEmpty() ? notRecorded(system.get(), known) : List.of(),
                null);
    }

    /** What a system may have written of a migration: its version, its file's name with or without an ending. */
    private static List<String> names(MigrationReport migration) {
        String file = migration.file().substring(migration.file().lastIndexOf('/') + 1);
        return List.of(plain(migration.version()), plain(file), plain(file.replaceFirst("(\\.up)?\\.\\w+$", "")));
    }

    private static String plain(String version) {
        return version.replaceFirst("^0+(?=\\d)", "");
    }

    private static List<String> notRecorded(SystemReport system, List<String> recorded) {
        if (recorded.isEmpty()) {
            return system.migrations().stream().map(MigrationReport::version).toList();
        }
        return system.history() == null ? behindNewest(system, recorded) : notReached(system, recorded);
    }

    private static List<String> behindNewest(SystemReport system, List<String> recorded) {
        List<String> order =
                system.migrations().stream().map(MigrationReport::version).toList();
        int newest = recorded.stream().mapToInt(order::indexOf).max().orElse(-1);
        return order.subList(newest + 1, order.size());
    }

    /** In a graph, what lies before a recorded version counts as recorded. */
    private static List<String> notReached(SystemReport system, List<String> recorded) {
        Map<String, List<String>> parents = new HashMap<>();
        system.migrations().forEach(each -> parents.put(each.version(), each.parents()));
        Set<String> reached = new HashSet<>();
        List<String> open = new ArrayList<>(recorded);
        while (!open.isEmpty()) {
            String version = open.remove(open.size() - 1);
            if (reached.add(version)) {
                open.addAll(parents.getOrDefault(version, List.of()));
            }
        }
        return system.migrations().stream()
                .map(MigrationReport::version)
                .filter(each -> !reached.contains(each))
                .toList();
    }

    static List<Finding> findings(List<TreeReconciliation> all) {
        List<Finding> findings = new ArrayList<>();
        for (TreeReconciliation each : all) {
            String where = each.environment() + (each.table() == null ? "" : " " + each.table());
            if (each.unreachable() != null) {
                findings.add(new Finding(
                        "environment-unreachable",
                        Severity.WARNING,
                        where,
                        "The database could not be compared: " + each.unreachable() + ".",
                        "Audit again when it can be reached."));
            } else if (!each.withoutFile().isEmpty()) {
                findings.add(
                        new Finding(
                                "recorded-without-file",
                                Severity.ERROR,
                                where,
                                each.system() + " recorded " + String.join(", ", each.withoutFile())
                                        + ", of which the tree has no file.",
                                "Look for the files in other branches; without them the history cannot be converted, only baselined."));
            }
            if (!each.notRecorded().isEmpty()) {
                int count = each.notRecorded().size();
                findings.add(
                        new Finding(
                                "file-not-recorded",
                                Severity.INFO,
                                where,
                                count + " migrations of " + each.location() + " are not recorded there: "
                                        + String.join(", ", each.notRecorded().subList(0, Math.min(8, count)))
                                        + (count > 8 ? ", …" : "") + ".",
                                "Apply them with the old system before the consolidation, or let the one history apply them after it."));
            }
        }
        return findings;
    }
}
