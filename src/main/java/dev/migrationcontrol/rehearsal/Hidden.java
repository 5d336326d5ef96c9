package dev.migrationcontrol.rehearsal;

import java.util.List;

/**
 * What a comparison does not look at.
 *
 * @param relations {@code schema.table}, unquoted; with their indexes, constraints and own sequences
 * @param schemas whole schemas
 */
public record Hidden(List<String> relations, List<String> schemas) {
    /** Looks at everything. */
    public static final Hidden NOTHING = new Hidden(List.of(), List.of());

    public Hidden {
        relations = List.copyOf(relations);
        schemas = List.copyOf(schemas);
    }
}
