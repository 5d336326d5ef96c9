package dev.migrationcontrol.system;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A table that a system keeps next to its version table.
 *
 * @param closed whether there may be no further column
 * @param alone whether it is the system's even where no version table is next to it, as every lock is
 * @param undone the statement that reads what of the history is undone or failed from {@code {table}}
 */
public record CompanionFacts(
        String name,
        Map<String, String> columns,
        boolean closed,
        boolean alone,
        @Nullable RowLock lock,
        @Nullable String undone) {

    /**
     * A lock that is kept in rows: expressions with columns in braces.
     *
     * @param taken a condition
     * @param since a column
     */
    public record RowLock(
            String taken, @Nullable String holder, @Nullable String since) {}
}
