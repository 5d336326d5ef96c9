package dev.migrationcontrol.loss;

import org.jspecify.annotations.Nullable;

/**
 * Something on a target that a statement would destroy.
 *
 * @param column null where whole rows go
 * @param type of the column; empty where there is none
 * @param detail the condition of a DELETE, or the new type of a column
 */
record Threat(
        String script,
        @Nullable Integer line,
        Loss.Cause cause,
        HeldTable table,
        @Nullable String column,
        String type,
        String detail,
        boolean archivable) {
    String name() {
        return column == null ? table.name().toString() : table.name() + "." + column;
    }

    Loss counted(@Nullable Long rows, boolean estimated) {
        return new Loss(script, line, cause, table.name().toString(), column, rows, estimated, archivable);
    }
}
