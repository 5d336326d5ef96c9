package dev.migrationcontrol.audit.database;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A migration system that keeps a version table in the database, and what it recorded. */
@Schema(description = "A migration system that keeps a version table in the database, and what it recorded.")
public record DatabaseSystem(
        @Schema(
                description = "The system, identified by the table's columns; `custom` for a table of a custom runner.",
                examples = "alembic")
        String system,

        @Schema(description = "The version table, with its schema.", examples = "public.alembic_version")
        String table,

        @Schema(description = "Whether the table has another name than the system's default.", examples = "false")
        boolean renamed,

        @Schema(description = "Its columns with their types.", examples = "[\"version_num character varying\"]")
        List<String> columns,

        @Schema(
                description = "Further tables that the system keeps for itself.",
                examples = "[\"public.databasechangeloglock\"]")
        List<String> companions,

        @Schema(description = "How many rows it has; null where they cannot be read.", examples = "42") @Nullable
        Long records,

        @Schema(
                description = "The newest version: one, or one for each head, app or project.",
                examples = "[\"ae1027a6acf\"]")
        List<String> current,

        @Schema(
                description = "The newest time that it recorded; null where it keeps none.",
                examples = "2026-01-31T10:00:00.000Z")
        @Nullable
        String lastAppliedAt,

        @Schema(description = "The newest rows, newest first; fewer than `records` where there are very many.")
        List<DatabaseRecord> migrations,

        @Schema(description = "Why its rows cannot be read; null where they can.", examples = "permission denied")
        @Nullable
        String unreadable) {
    public DatabaseSystem {
        columns = List.copyOf(columns);
        companions = List.copyOf(companions);
        current = List.copyOf(current);
        migrations = List.copyOf(migrations);
    }

    /** What it recorded of one of several histories in its table, without that history's name. */
    public DatabaseSystem of(String line) {
        String prefix = line + ".";
        List<DatabaseRecord> own = migrations.stream()
                .filter(each -> each.version() != null && each.version().startsWith(prefix))
                .map(each -> each.withVersion(each.version().substring(prefix.length())))
                .toList();
        Long whole = records != null && records == migrations.size() ? Long.valueOf(own.size()) : null;
        return new DatabaseSystem(
                system,
                table,
                renamed,
                columns,
                companions,
                whole,
                current.stream()
                        .filter(each -> each.startsWith(prefix))
                        .map(each -> each.substring(prefix.length()))
                        .toList(),
                lastAppliedAt,
                own,
                unreadable);
    }
}
