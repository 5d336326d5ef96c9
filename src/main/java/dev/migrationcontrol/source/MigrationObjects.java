package dev.migrationcontrol.source;

import dev.migrationcontrol.sql.Effect;
import dev.migrationcontrol.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
            String table) {}

    static MigrationObjects of(List<Statement> statements) {
        Set<Change> changes = new LinkedHashSet<>();
        int unseen = 0;
        for (Statement statement : statements) {
            for (Effect effect : Effect.of(statement)) {
                if (effect.verb() == Effect.Verb.OTHER || effect.verb() == Effect.Verb.WRITES) {
                    unseen += effect.changesSchema() ? 1 : 0;
                } else if (effect.changesSchema() && !effect.kind().isEmpty()) {
                    changes.add(new Change(
                            action(effect.verb()), effect.kind(), shortened(effect.folded()), shortened(effect.on())));
                }
            }
        }
        List<Change> all = new ArrayList<>(changes);
        return new MigrationObjects(all.size(), all.subList(0, Math.min(MOST, all.size())), unseen);
    }

    private static Action action(Effect.Verb verb) {
        return switch (verb) {
            case CREATES -> Action.CREATED;
            case DROPS -> Action.DROPPED;
            case RENAMES -> Action.RENAMED;
            case MOVES -> Action.MOVED;
            default -> Action.CHANGED;
        };
    }

    private static String shortened(String name) {
        return name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name;
    }
}
