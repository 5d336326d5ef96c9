package dev.migrationcontrol.statement;

import org.jspecify.annotations.Nullable;

/**
 * The name of an object as PostgreSQL folds it.
 *
 * @param schema null where the statement does not say one
 */
public record ObjectName(@Nullable String schema, String name) {
    /** As in a message: without quotes. */
    @Override
    public String toString() {
        return schema == null ? name : schema + "." + name;
    }
}
