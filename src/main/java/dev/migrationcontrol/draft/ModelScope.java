package dev.migrationcontrol.draft;

import dev.migrationcontrol.schema.Difference;
import dev.migrationcontrol.schema.ObjectChange;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What of a schema a model describes. */
@Schema(
        name = "ModelScope",
        description =
                "What of a schema a model describes. ALL: everything. TABLES: tables with their columns, constraints and"
                        + " indexes, sequences and types, as models of object-relational mappers do; views, functions, triggers,"
                        + " policies, privileges and comments are left as they are.")
enum ModelScope {
    ALL,
    TABLES;

    private static final Set<String> KINDS =
            Set.of("table", "column", "constraint", "index", "sequence", "enum", "type", "domain", "schema");

    /** What a mapper says nothing of. */
    private static final Set<String> ASPECTS = Set.of("comment", "privileges", "privileges of the owner", "owner");

    boolean counts(Difference difference) {
        return this == ALL || KINDS.contains(difference.kind()) && !ASPECTS.contains(difference.aspect());
    }

    boolean counts(ObjectChange change) {
        return this == ALL || KINDS.contains(change.kind());
    }
}
