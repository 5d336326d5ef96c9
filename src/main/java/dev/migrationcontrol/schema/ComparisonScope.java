package dev.migrationcontrol.schema;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a comparison does not look at.
 *
 * @param relations {@code schema.table}, unquoted; with their indexes, constraints and own sequences
 * @param schemas whole schemas
 */
public record ComparisonScope(List<String> relations, List<String> schemas) {
    /** Looks at everything. */
    public static final ComparisonScope NOTHING = new ComparisonScope(List.of(), List.of());

    /** The schema in which this service keeps what rollbacks and consolidations have taken away. */
    public static final String ARCHIVE = "migration_control_archive";

    /** Where this service keeps the record of who changes what, if that is asked for; it is looked at nowhere. */
    public static final String RECORDER = "migration_control_drift";

    public ComparisonScope {
        relations = List.copyOf(relations);
        schemas = List.copyOf(schemas);
    }

    /** The same without some more. */
    ComparisonScope and(Set<String> more) {
        return new ComparisonScope(
                Stream.concat(relations.stream(), more.stream()).toList(), schemas);
    }
}
