package dev.migrationcontrol.audit.database;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The objects of a database, and those that no migration explains. */
@Schema(description = "The objects of a database, and those that no migration explains.")
public record DatabaseObjects(
        @Schema(
                description = "How many there are of each kind, without those of the server, of extensions and of"
                        + " migration systems.",
                examples = "{\"table\": 12, \"column\": 80}")
        Map<String, Integer> counts,

        @Schema(description = """
                        How it was judged which are explained: `SCRIPTS` (an object is explained when the text of a script that the
                        own history records or a manifest maps, a migration of the audited tree that is recorded, or the SQL that a system keeps in its table, names it), `NO_SYSTEM` (no migration system left
                        a trace, so nothing is explained), `NOT_JUDGED` (systems left a trace but keep no SQL, and the
                        own history explains nothing).""", examples = "SCRIPTS") Judged judged,

        @Schema(description = "How many no migration explains.", examples = "1")
        int unexplainedCount,

        @Schema(description = "Those that no migration explains; columns of unexplained tables are not listed.")
        List<DatabaseObject> unexplained) {
    public DatabaseObjects {
        counts = Map.copyOf(counts);
        unexplained = List.copyOf(unexplained);
    }

    /** How it was judged which objects are explained. */
    @Schema(name = "DatabaseObjectsJudged", description = "How it was judged which objects are explained.")
    public enum Judged {
        SCRIPTS,
        NO_SYSTEM,
        NOT_JUDGED
    }
}
