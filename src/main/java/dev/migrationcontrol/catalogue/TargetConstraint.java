package dev.migrationcontrol.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table of the target.
 *
 * @param table with its schema
 * @param type as {@code pg_constraint.contype} has it: {@code p} primary key, {@code u} unique, {@code f} foreign key,
 *     {@code c} check, {@code x} exclusion, {@code n} not null (since 18)
 * @param index of the key; null where there is none
 * @param referenced the table that a foreign key refers to, with its schema; null for others
 * @param onDelete what a foreign key does, as {@code pg_constraint.confdeltype}: {@code c} cascade, {@code n} set null, …
 * @param definition as the server writes it; empty where it could not be read
 */
public record TargetConstraint(
        String table,
        String name,
        String type,
        boolean validated,
        List<String> columns,
        @Nullable String index,
        @Nullable String referenced,
        List<String> referencedColumns,
        String onDelete,
        String onUpdate,
        String definition) {
    public TargetConstraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    public boolean isPrimaryKey() {
        return type.equals("p");
    }

    public boolean isUnique() {
        return type.equals("u");
    }

    public boolean isForeignKey() {
        return type.equals("f");
    }

    public boolean isCheck() {
        return type.equals("c");
    }
}
