package dev.migrationcontrol.statement;

import dev.migrationcontrol.statement.TableConstraint.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column that a statement makes.
 *
 * @param notNull also where it is part of a primary key that is written at it
 * @param generated {@code STORED} or {@code VIRTUAL}; empty for a plain one
 * @param constraints those that are written at it, but for NOT NULL
 */
public record Column(
        String name,
        TypeName type,
        boolean notNull,
        @Nullable Expression defaultValue,
        String generated,
        boolean identity,
        List<TableConstraint> constraints) {
    public Column {
        constraints = List.copyOf(constraints);
    }

    public boolean has(Kind kind) {
        return constraints.stream().anyMatch(each -> each.is(kind));
    }

    /** Whether each row gets a number of its own. */
    public boolean isNumbered() {
        return identity || type.isSerial();
    }
}
