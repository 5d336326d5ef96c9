package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.database.DatabaseAudits;
import dev.migrationcontrol.audit.database.DatabaseRecord;
import dev.migrationcontrol.audit.database.DatabaseSystem;
import dev.migrationcontrol.audit.database.DatabaseUnreachable;
import dev.migrationcontrol.environment.Environments;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import dev.migrationcontrol.system.RecordState;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Compares what databases recorded with the files of a tree. */
@Singleton
final class TreeReconciler {
    private static final Logger LOG = Logger.getLogger(TreeReconciler.class);

    private final Environments environments;
    private final DatabaseAudits audits;

    TreeReconciler(Environments environments, DatabaseAudits audits) {
        this.environments = environments;
        this.audits = audits;
    }

    /** Blocks. */
    List<TreeReconciliation> compare(List<String> names, List<SystemReport> systems) {
        List<TreeReconciliation> all = new ArrayList<>();
        for (String name : names) {
            try {
                List<DatabaseSystem> found =
                        audits.of(environments.require(name)).systems();
                found.forEach(there -> all.addAll(compare(name, there, systems)));
                if (found.isEmpty()) {
                    all.add(TreeReconciliation.nothing(name));
                }
            } catch (DatabaseUnreachable e) {
                all.add(TreeReconciliation.unreachable(name, e.detail()));
            } catch (RuntimeException e) {
                LOG.errorf(e, "The database of %s could not be audited", name);
                all.add(TreeReconciliation.unreachable(
                        name, "It could not be audited because of a fault of this service: its log has the cause."));
            }
        }
        return all;
    }

    private static List<TreeReconciliation> compare(
            String environment, DatabaseSystem there, List<SystemReport> systems) {
        List<SystemReport> apps = systems.stream()
                .filter(system -> system.system().equals(there.system()))
                .filter(system -> MigrationSystems.named(system.system()).has(Trait.LABELS_PLACES))
                .toList();
        if (apps.isEmpty()) {
            return List.of(compare(environment, there, match(there, systems)));
        }
        return apps.stream()
                .map(app -> compare(environment, there.of(label(app)), Optional.of(app)))
                .toList();
    }

    /** An application's label, which its rows begin with; Django's own applications have rows, but no files here. */
    private static String label(SystemReport app) {
        String[] path = app.location().split("/");
        return path.length < 2 ? app.location() : path[path.length - 2];
    }

    /**
     * The system of the tree that wrote a table: by its kind, the one that names the table, or else has most of its rows, if there are several; by
     * the table's name or its rows where the kind is not known.
     */
    private static Optional<SystemReport> match(DatabaseSystem there, List<SystemReport> systems) {
        String table = there.table().substring(there.table().indexOf('.') + 1);
        List<SystemReport> here = systems.stream()
                .filter(system -> system.database().equals("postgresql"))
                .toList();
        Set<String> recorded =
                applied(there).stream().map(TreeReconciler::plain).collect(Collectors.toSet());
        Comparator<SystemReport> byRows = Comparator.comparing((SystemReport system) ->
                        unqualified(system.versionTable()).equalsIgnoreCase(table))
                .thenComparingLong(system -> rowsOf(system, recorded));
        return here.stream()
                .filter(system -> MigrationSystems.named(there.system()).isOf(system.system()))
                .reduce((one, other) -> byRows.compare(other, one) > 0 ? other : one)
                .or(() -> here.stream()
                        .filter(system -> unqualified(system.versionTable()).equals(table))
                        .findFirst())
                .or(() -> here.stream()
                        .filter(system -> rowsOf(system, recorded) > 0)
                        .findFirst());
    }

    /** A table's name without its schema and its quotes. */
    private static String unqualified(String table) {
        return table.substring(table.lastIndexOf('.') + 1).replace("\"", "");
    }

    private static long rowsOf(SystemReport system, Set<String> recorded) {
        return system.migrations().stream()
                .filter(each -> names(each).stream().anyMatch(recorded::contains))
                .count();
    }

    static TreeReconciliation compare(String environment, DatabaseSystem there, Optional<SystemReport> system) {
        List<String> applied = applied(there);
        List<String> withoutFile = applied;
        List<String> notRecorded = List.of();
        if (system.isPresent()) {
            Map<String, String> versions = new HashMap<>();
            system.get().migrations().forEach(each -> names(each).forEach(name -> versions.put(name, each.version())));
            withoutFile = applied.stream()
                    .filter(each -> !versions.containsKey(plain(each)))
                    .toList();
            List<String> known = applied.stream()
                    .map(each -> versions.get(plain(each)))
                    .filter(Objects::nonNull)
                    .toList();
            if (withoutFile.isEmpty() || !known.isEmpty()) {
                notRecorded = notRecorded(system.get(), known, isWhole(there));
            }
        }
        return new TreeReconciliation(
                environment,
                there.system(),
                there.table(),
                system.map(SystemReport::location).orElse(null),
                there.current(),
                withoutFile,
                notRecorded,
                in(there, RecordState.FAILED, RecordState.UNFINISHED),
                null);
    }

    private static List<String> applied(DatabaseSystem there) {
        return in(there, RecordState.APPLIED, RecordState.MARKED);
    }

    private static List<String> in(DatabaseSystem there, RecordState one, RecordState other) {
        return there.migrations().stream()
                .filter(each -> each.state() == one || each.state() == other)
                .map(DatabaseRecord::version)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether every migration has a row of its own, and all of them were read. */
    private static boolean isWhole(DatabaseSystem there) {
        return there.records() != null
                && there.records() == there.migrations().size()
                && MigrationSystems.named(there.system()).recordsAll();
    }

    /** What a system may have written of a migration: its version, its file's name with or without an ending. */
    private static List<String> names(MigrationReport migration) {
        String file = migration.file().substring(migration.file().lastIndexOf('/') + 1);
        return List.of(plain(migration.version()), plain(file), plain(file.replaceFirst("(\\.up)?\\.\\w+$", "")));
    }

    private static String plain(String version) {
        return version.replaceFirst("^0+(?=\\d)", "");
    }

    private static List<String> notRecorded(SystemReport system, List<String> recorded, boolean whole) {
        if (recorded.isEmpty() || (whole && system.history() == null)) {
            return system.migrations().stream()
                    .map(MigrationReport::version)
                    .filter(each -> !recorded.contains(each))
                    .toList();
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
}
