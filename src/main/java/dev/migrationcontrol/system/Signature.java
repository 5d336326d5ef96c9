package dev.migrationcontrol.system;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns by which a version table is identified. Under its default name some of them are enough; under another
 * name all of them are needed, and where even those are common, rows that look like its rows.
 *
 * @param names default names as the systems spell them
 * @param columns needed under the default name
 * @param elsewhere needed in addition under any other name
 * @param absent columns that another system has
 * @param closed whether there may be no further column under the default name
 * @param closedElsewhere whether there may be no further column under any other name
 */
record Signature(
        Set<String> names,
        List<Wanted> columns,
        List<Wanted> elsewhere,
        Set<String> absent,
        boolean closed,
        boolean closedElsewhere,
        @Nullable RowProof proof) {

    /** @param columns as {@code name:kind}, separated by spaces; {@code a|b} is either name, a {@code ?} makes it optional */
    static Signature of(String names, String columns) {
        return new Signature(Set.of(names.split(" ")), Wanted.all(columns), List.of(), Set.of(), false, false, null);
    }

    Signature elsewhere(String more) {
        return new Signature(names, columns, Wanted.all(more), absent, closed, closedElsewhere, proof);
    }

    Signature without(String... others) {
        return new Signature(names, columns, elsewhere, Set.of(others), closed, closedElsewhere, proof);
    }

    Signature only() {
        return new Signature(names, columns, elsewhere, absent, true, true, proof);
    }

    Signature onlyElsewhere() {
        return new Signature(names, columns, elsewhere, absent, closed, true, proof);
    }

    Signature provenBy(String column, String pattern) {
        return new Signature(
                names, columns, elsewhere, absent, closed, closedElsewhere, new RowProof("{" + column + "}", pattern));
    }

    boolean isHome(ForeignTable table) {
        return names.stream().anyMatch(table.name()::equalsIgnoreCase);
    }

    boolean fitsAtHome(ForeignTable table) {
        return isHome(table) && has(table, columns) && (!closed || hasNoOther(table));
    }

    boolean fitsElsewhere(ForeignTable table) {
        return has(table, columns) && has(table, elsewhere) && (!closedElsewhere || hasNoOther(table));
    }

    private boolean has(ForeignTable table, List<Wanted> wanted) {
        return wanted.stream().allMatch(each -> each.isIn(table))
                && absent.stream().noneMatch(column -> table.find(column).isPresent());
    }

    private boolean hasNoOther(ForeignTable table) {
        return table.columns().stream()
                .allMatch(column -> columns.stream().anyMatch(each -> each.names(column))
                        || elsewhere.stream().anyMatch(each -> each.names(column)));
    }

    /** A column that a signature names. */
    record Wanted(Set<String> names, String kind, boolean optional) {
        static List<Wanted> all(String columns) {
            return Arrays.stream(columns.split(" ")).map(Wanted::of).toList();
        }

        private static Wanted of(String column) {
            String[] parts = column.split(":");
            boolean optional = parts[0].endsWith("?");
            String names = optional ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
            return new Wanted(Set.of(names.split("\\|")), parts[1], optional);
        }

        boolean names(TableColumn column) {
            return names.contains(column.key());
        }

        boolean isIn(ForeignTable table) {
            return optional || table.columns().stream().anyMatch(column -> names(column) && column.is(kind));
        }
    }
}
