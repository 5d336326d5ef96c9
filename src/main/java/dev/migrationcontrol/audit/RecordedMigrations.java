package dev.migrationcontrol.audit;

import dev.migrationcontrol.audit.TreeObjects.OfMigration;
import dev.migrationcontrol.source.MigrationReport;
import dev.migrationcontrol.source.SystemReport;
import dev.migrationcontrol.source.tree.TreeTexts;
import dev.migrationcontrol.sql.SqlWords;
import dev.migrationcontrol.system.MigrationSystem.Trait;
import dev.migrationcontrol.system.MigrationSystems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The migrations of a tree, parted by whether one environment records them.
 *
 * @param recorded as applied there
 * @param others that are known there as not applied; those of systems that left no trace are in neither
 */
record RecordedMigrations(List<Entry> recorded, List<Entry> others) {
    /** A migration of a system. */
    record Entry(SystemReport system, MigrationReport migration) {
        List<OfMigration> tables() {
            return migration.lastingTables().stream()
                    .map(table -> new OfMigration(table, system.system(), migration.version(), migration.file()))
                    .toList();
        }

        boolean isCode() {
            return !migration.file().endsWith(".sql")
                    && !MigrationSystems.named(system.system()).has(Trait.NAMES_ALL_OBJECTS);
        }
    }

    static RecordedMigrations of(List<TreeReconciliation> environment, List<SystemReport> systems) {
        List<Entry> recorded = new ArrayList<>();
        List<Entry> others = new ArrayList<>();
        for (TreeReconciliation each : environment) {
            for (SystemReport system : systems) {
                if (system.database().equals("postgresql") && system.location().equals(each.location())) {
                    system.migrations()
                            .forEach(migration -> (each.notRecorded().contains(migration.version()) ? others : recorded)
                                    .add(new Entry(system, migration)));
                }
            }
        }
        return new RecordedMigrations(recorded, others);
    }

    /** The words of what is recorded. */
    SqlWords words(TreeTexts texts) {
        SqlWords words = new SqlWords();
        for (Entry each : recorded) {
            if (each.isCode()) {
                // An application's name is part of its tables' names, and seldom said but by the path.
                words.addCode(each.migration().file().replace('/', ' '));
                texts.read(each.migration().file()).ifPresent(words::addCode);
            } else {
                texts.read(each.migration().file()).ifPresent(words::add);
            }
        }
        return words;
    }

    List<OfMigration> recordedTables() {
        return recorded.stream().flatMap(each -> each.tables().stream()).toList();
    }

    /** Of those that are not recorded, without what recorded ones create as well. */
    List<OfMigration> otherTables() {
        List<String> known = recordedTables().stream()
                .map(OfMigration::table)
                .filter(Objects::nonNull)
                .toList();
        return others.stream()
                .flatMap(each -> each.tables().stream())
                .filter(table -> !known.contains(table.table()))
                .toList();
    }
}
