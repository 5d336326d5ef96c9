package dev.migrationcontrol.engine;

import dev.migrationcontrol.script.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code flyway_schema_history}, as it is in the table.
 *
 * @param rank {@code installed_rank}: the order of application
 * @param version null for repeatables and for the marker of created schemas
 * @param type Flyway's type name, possibly one that Flyway Core does not know
 * @param installedOn the column has no zone; read in the zone of this service, as Flyway does
 */
public record HistoryRow(
        int rank,
        @Nullable Version version,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        String installedBy,
        @Nullable Instant installedOn,
        Duration executionTime,
        boolean success) {
    /** The types that Flyway Core 13 can read; any other makes it throw {@code FlywayUnknownMigrationTypeException}. */
    private static final Set<String> READABLE = Set.of(
            "SCHEMA",
            "BASELINE",
            "DELETE",
            "SQL",
            "JDBC",
            "SCRIPT",
            "UNDO_SCRIPT",
            "CUSTOM",
            "SPRING_JDBC",
            "SQL_BASELINE",
            "JDBC_BASELINE");

    private static final int DESCRIPTION_LENGTH = 200;
    private static final String ELLIPSIS = "...";

    private static final Set<String> SYNTHETIC = Set.of("SCHEMA", "BASELINE", "DELETE");

    /** A description as Flyway shortens it to fit its column; never between the two halves of a character. */
    public static String abbreviated(String description) {
        if (description.length() <= DESCRIPTION_LENGTH) {
            return description;
        }
        int end = DESCRIPTION_LENGTH - ELLIPSIS.length();
        return description.substring(0, Character.isHighSurrogate(description.charAt(end - 1)) ? end - 1 : end)
                + ELLIPSIS;
    }

    /** The row as it is when it counts as applied. */
    public HistoryRow succeeded() {
        return new HistoryRow(
                rank, version, description, type, script, checksum, installedBy, installedOn, executionTime, true);
    }

    /** Whether an unmodified Flyway Core can read this row. */
    public boolean isReadable() {
        return READABLE.contains(type);
    }

    /** Whether the row is a marker rather than the run of a script. */
    public boolean isSynthetic() {
        return SYNTHETIC.contains(type);
    }

    /** Whether the row is the marker of a baseline, or the run of a {@code B} script. */
    public boolean isBaseline() {
        return type.equals("BASELINE") || type.endsWith("_BASELINE");
    }

    public boolean isDelete() {
        return type.equals("DELETE");
    }

    public boolean isSchemaMarker() {
        return type.equals("SCHEMA");
    }

    public boolean isUndo() {
        return type.startsWith("UNDO_");
    }

    /** The type as Flyway compares it: the legacy name of Java migrations counts as the current one. */
    public String effectiveType() {
        return type.equals("SPRING_JDBC") ? "JDBC" : type;
    }
}
