package dev.migrationcontrol.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table of the target.
 *
 * @param columns those of its key in their order; an expression has the name {@code (expression)}
 * @param keyed how many columns make its key; the others are included
 * @param constraint the constraint that it belongs to; null where it belongs to none
 * @param partition whether it is part of an index of a partitioned table
 */
public record TargetIndex(
        String name,
        String method,
        List<String> columns,
        int keyed,
        boolean unique,
        boolean primary,
        boolean valid,
        boolean partial,
        boolean replicaIdentity,
        @Nullable String constraint,
        boolean partition,
        long scans,
        String definition) {
    /** The name of what is no column. */
    public static final String EXPRESSION = "(expression)";

    public TargetIndex {
        columns = List.copyOf(columns);
    }

    public boolean hasExpression() {
        return columns.contains(EXPRESSION);
    }

    /** Whether its key begins with these columns, in any order. */
    public boolean leadsWith(List<String> sought) {
        return columns.size() >= sought.size()
                && keyed >= sought.size()
                && List.copyOf(columns.subList(0, sought.size())).containsAll(sought);
    }
}
