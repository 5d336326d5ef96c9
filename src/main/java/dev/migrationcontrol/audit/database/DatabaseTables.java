package dev.migrationcontrol.audit.database;

import dev.migrationcontrol.audit.database.DatabaseReader.Answer;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.probe.ForeignTables;
import dev.migrationcontrol.system.table.CompanionTable;
import dev.migrationcontrol.system.table.DefaultNames;
import dev.migrationcontrol.system.table.ForeignTable;
import dev.migrationcontrol.system.table.Recognition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version tables of a database and what belongs to them.
 *
 * @param own the environment's own history; null where it is not there
 * @param recognised other systems' version tables
 * @param companions the further tables of those systems
 * @param unknown tables with the name of a system's version table and nobody's columns
 * @param unproven tables that only their rows could identify, which this user may not read
 * @param cut whether there are more tables than were looked at
 */
record DatabaseTables(
        @Nullable ForeignTable own,
        List<Recognition> recognised,
        Map<ForeignTable, CompanionTable> companions,
        List<ForeignTable> unknown,
        List<ForeignTable> unproven,
        boolean cut) {
    /** More tables than this are tenants of one system. */
    private static final int MOST_TABLES = 20_000;

    static DatabaseTables find(DatabaseReader look, Policy policy) throws SQLException {
        List<ForeignTable> tables = look.read(
                ForeignTables.sqlOfAll(MOST_TABLES),
                row -> new ForeignTable(
                        row.getString(1),
                        row.getString(2),
                        ForeignTables.columns((String[]) row.getArray(5).getArray()),
                        row.getBoolean(4),
                        row.getBoolean(3)));
        Finder finder = new Finder(look);
        ForeignTable own = null;
        for (ForeignTable table : tables) {
            if (table.schema().equals(policy.defaultSchema()) && table.name().equals(policy.historyTable())) {
                own = table;
            } else {
                finder.look(table);
            }
        }
        return finder.found(own, tables.size() == MOST_TABLES);
    }

    /** Whether a table is a migration system's own, so that no migration has to explain it. */
    boolean holds(String schema, String name) {
        return is(own, schema, name)
                || recognised.stream().anyMatch(each -> is(each.table(), schema, name))
                || companions.keySet().stream().anyMatch(each -> is(each, schema, name))
                || unknown.stream().anyMatch(each -> is(each, schema, name));
    }

    private static boolean is(@Nullable ForeignTable table, String schema, String name) {
        return table != null && table.schema().equals(schema) && table.name().equals(name);
    }

    /** The companions of a recognised table: those of its system in its schema. */
    List<ForeignTable> companionsOf(Recognition recognition) {
        return companions.entrySet().stream()
                .filter(each -> each.getValue().system().equals(recognition.system())
                        && each.getKey().schema().equals(recognition.table().schema()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static final class Finder {
        private final DatabaseReader look;
        private final List<Recognition> recognised = new ArrayList<>();
        private final Map<ForeignTable, CompanionTable> companions = new LinkedHashMap<>();
        private final List<ForeignTable> unknown = new ArrayList<>();
        private final List<ForeignTable> unproven = new ArrayList<>();

        Finder(DatabaseReader look) {
            this.look = look;
        }

        void look(ForeignTable table) throws SQLException {
            Optional<CompanionTable> companion = CompanionTable.of(table);
            Optional<Recognition> recognition = companion.isPresent() ? Optional.empty() : recognise(table);
            if (recognition.isPresent()) {
                recognised.add(recognition.get());
            } else if (companion.isPresent()) {
                companions.put(table, companion.get());
            } else if (DefaultNames.isTelling(table.name())) {
                unknown.add(table);
            }
        }

        private Optional<Recognition> recognise(ForeignTable table) throws SQLException {
            for (Recognition candidate : Recognition.candidates(table)) {
                if (isProven(candidate)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        }

        private boolean isProven(Recognition candidate) throws SQLException {
            if (candidate.proof() == null) {
                return true;
            }
            if (!candidate.table().readable()) {
                unproven.add(candidate.table());
                return false;
            }
            Answer<Boolean> answer = look.attempt(candidate.proof(), row -> row.getBoolean(1));
            if (answer.refused() != null) {
                unproven.add(candidate.table());
            }
            return answer.rows().contains(true);
        }

        DatabaseTables found(@Nullable ForeignTable own, boolean cut) {
            companions
                    .entrySet()
                    .removeIf(each -> !each.getValue().standsAlone()
                            && recognised.stream()
                                    .noneMatch(system -> system.system()
                                                    .equals(each.getValue().system())
                                            && system.table()
                                                    .schema()
                                                    .equals(each.getKey().schema())));
            return new DatabaseTables(own, recognised, companions, unknown, unproven, cut);
        }
    }
}
