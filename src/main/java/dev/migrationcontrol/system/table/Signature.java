package dev.migrationcontrol.system.table;

import dev.migrationcontrol.system.CompanionFacts;
import dev.migrationcontrol.system.TableColumn;
import dev.migrationcontrol.system.TableFacts;
import dev.migrationcontrol.system.TableFacts.Closed;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which a table is identified. Under its default name some of them are enough; under another name all of
 * them are needed, and where even those are common, rows that look like its rows.
 *
 * @param names default names as the systems spell them
 * @param schema the only one under the default name; null where any is
 * @param columns needed under the default name
 * @param elsewhere needed in addition under any other name
 * @param absent columns that another system has
 * @param closed whether there may be no further column under the default name
 * @param closedElsewhere whether there may be no further column under any other name
 * @param keyless whether no column alone is unique
 * @param besideRails whether the table in which Rails keeps its environment has to be in the same schema
 */
record Signature(
        Set<String> names,
        @Nullable String schema,
        List<Wanted> columns,
        List<Wanted> elsewhere,
        Set<String> absent,
        boolean closed,
        boolean closedElsewhere,
        boolean keyless,
        boolean besideRails) {
    static Signature of(TableFacts table) {
        return new Signature(
                Set.copyOf(table.names()),
                table.schema(),
                Wanted.all(table.columns()),
                Wanted.all(table.elsewhere()),
                table.without(),
                table.closed() == Closed.ALWAYS,
                table.closed() != null,
                table.single(),
                table.nextTo() != null);
    }

    static Signature of(CompanionFacts table) {
        return new Signature(
                Set.of(table.name()),
                null,
                Wanted.all(table.columns()),
                List.of(),
                Set.of(),
                table.closed(),
                table.closed(),
                false,
                false);
    }

    /** Which of two signatures is compared first under a default name: that with more columns, then the closed one. */
    static Comparator<Signature> atHome() {
        return Comparator.<Signature>comparingInt(each -> -each.conditions(each.columns))
                .thenComparing(each -> !each.closed);
    }

    /** The same under other names. */
    static Comparator<Signature> anywhere() {
        return Comparator.<Signature>comparingInt(each -> -each.conditions(each.columns) - needed(each.elsewhere))
                .thenComparing(each -> !each.closedElsewhere);
    }

    /** A condition on what is around the table counts as a column. */
    private int conditions(List<Wanted> wanted) {
        return needed(wanted) + (schema == null ? 0 : 1) + (besideRails ? 1 : 0);
    }

    private static int needed(List<Wanted> wanted) {
        return (int) wanted.stream().filter(each -> !each.optional()).count();
    }

    boolean fitsAtHome(ForeignTable table) {
        return names.stream().anyMatch(table.name()::equalsIgnoreCase)
                && (schema == null || schema.equals(table.schema()))
                && has(table, columns)
                && (!closed || hasNoOther(table));
    }

    boolean fitsElsewhere(ForeignTable table) {
        return has(table, columns) && has(table, elsewhere) && (!closedElsewhere || hasNoOther(table));
    }

    private boolean has(ForeignTable table, List<Wanted> wanted) {
        return wanted.stream().allMatch(each -> each.isIn(table))
                && absent.stream().noneMatch(column -> table.find(column).isPresent())
                && (!keyless || table.columns().stream().noneMatch(TableColumn::unique))
                && (!besideRails || table.besideRailsMetadata());
    }

    private boolean hasNoOther(ForeignTable table) {
        return table.columns().stream()
                .allMatch(column -> columns.stream().anyMatch(each -> each.names(column))
                        || elsewhere.stream().anyMatch(each -> each.names(column)));
    }

    /** A column that a signature names. */
    record Wanted(Set<String> names, String kind, boolean optional) {
        static List<Wanted> all(Map<String, String> columns) {
            return columns.entrySet().stream()
                    .map(column -> of(column.getKey(), column.getValue()))
                    .toList();
        }

        private static Wanted of(String column, String kind) {
            boolean optional = column.endsWith("?");
            String names = optional ? column.substring(0, column.length() - 1) : column;
            return new Wanted(Set.of(names.split("\\|")), kind, optional);
        }

        boolean names(TableColumn column) {
            return names.contains(column.key());
        }

        boolean isIn(ForeignTable table) {
            return optional || table.columns().stream().anyMatch(column -> names(column) && column.is(kind));
        }
    }
}
