package dev.migrationcontrol.statement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A constraint of a table or of one of its columns.
 *
 * @param name null where the server makes it up
 * @param columns of a key; of a NOT NULL the one; of a constraint that is written at a column that one
 * @param expression of a CHECK
 * @param usingIndex the index that becomes that of the key
 * @param references the table that a foreign key refers to
 * @param exclusion of an EXCLUDE
 * @param onDelete what the foreign key does, in upper case; empty where it says nothing
 */
public record TableConstraint(
        @Nullable String name,
        Kind kind,
        List<String> columns,
        @Nullable Expression expression,
        @Nullable String usingIndex,
        @Nullable ObjectName references,
        List<String> referencedColumns,
        String onDelete,
        boolean notValid,
        boolean notEnforced,
        @Nullable Exclusion exclusion) {
    public TableConstraint {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
    }

    /** What it demands. */
    public enum Kind {
        CHECK,
        NOT_NULL,
        UNIQUE,
        PRIMARY_KEY,
        FOREIGN_KEY,
        EXCLUDE
    }

    TableConstraint of(Exclusion demanded) {
        return new TableConstraint(
                name,
                kind,
                demanded.elements().stream().map(Exclusion.Element::column).toList(),
                expression,
                usingIndex,
                references,
                referencedColumns,
                onDelete,
                notValid,
                notEnforced,
                demanded);
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }
}
