package dev.migrationcontrol.source;

import dev.migrationcontrol.sql.ScriptObjects;
import dev.migrationcontrol.sql.Statement;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The objects of the schema that a migration creates, changes and drops, as its statements name them. */
@Schema(
        description =
                "The objects of the schema that a migration creates, changes and drops, as its statements name them.")
public record MigrationObjects(
        @Schema(description = "How many changes there are.", examples = "3")
        int total,

        @Schema(description = "The changes in the order of the statements, each once; at most 100.")
        List<Change> changes,

        @Schema(
                description =
                        "How many statements may change objects without naming them, such as a block with dynamic SQL.",
                examples = "0")
        int unseen) {
    static final MigrationObjects NONE = new MigrationObjects(0, List.of(), 0);

    private static final int MOST = 100;
    private static final int LONGEST = 200;

    public MigrationObjects {
        changes = List.copyOf(changes);
    }

    /** What happens to an object. */
    public enum Action {
        CREATED,
        CHANGED,
        RENAMED,
        MOVED,
        DROPPED
    }

    /** One change of one object. */
    @Schema(name = "MigrationObjectChange", description = "One change of one object of the schema.")
    public record Change(
            @Schema(description = "What happens to it; MOVED puts it into another schema.", examples = "CREATED")
            Action action,

            @Schema(
                    description = "The kind of object, such as table, column, index, view or function.",
                    examples = "column")
            String kind,

            @Schema(
                    description = "Its name as PostgreSQL reads it, with the schema where the statement says one; empty"
                            + " where the server makes it up.",
                    examples = "note")
            String name,

            @Schema(
                    description = "The table of a column, constraint, index, trigger or policy; empty for others.",
                    examples = "orders")
            String table,

            @Schema(
                    description =
                            "The new name of what is renamed, or the new schema of what is moved; empty for others.",
                    examples = "remark")
            String to) {}

    static MigrationObjects of(List<Statement> statements) {
        ScriptObjects objects = ScriptObjects.of(statements);
        List<Change> changes = objects.changes().stream()
                .limit(MOST)
                .map(change -> new Change(
                        Action.valueOf(change.action().name()),
                        change.kind(),
                        shortened(change.name()),
                        shortened(change.table()),
                        shortened(change.to())))
                .distinct()
                .toList();
        return new MigrationObjects(objects.changes().size() + objects.leftOut(), changes, objects.unseen());
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    }
}
