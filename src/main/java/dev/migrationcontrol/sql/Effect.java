package dev.migrationcontrol.sql;

import java.util.List;
import java.util.Set;

/**
 * What a statement does to a schema.
 *
 * @param verb in words, such as {@code creates}
 * @param kind such as {@code table} or {@code column}
 * @param name of the object, without quotes; empty where it has none
 * @param on the table of a column, index, constraint, trigger or policy; empty otherwise
 * @param folded the name as PostgreSQL folds it, with its schema where the statement says one
 */
public record Effect(Verb verb, String kind, String name, String on, String folded) {
    /** What is done. */
    public enum Verb {
        CREATES,
        DROPS,
        ALTERS,
        RENAMES,
        /** It puts it into another schema. */
        MOVES,
        WRITES,
        OTHER
    }

    /** The kind of a table that goes with its session. */
    public static final String TEMPORARY = "TEMPORARY";

    /** Statements that do what their text does not say. */
    private static final Set<String> UNKNOWN = Set.of("DO", "CALL", "IMPORT");

    Effect(Verb verb, String kind, String name, String on) {
        this(verb, kind, name, on, name);
    }

    public static List<Effect> of(Statement statement) {
        return new EffectReader(statement.tokens()).read();
    }

    /** Whether nothing of this name is there afterwards. */
    public boolean takesAway() {
        return verb == Verb.DROPS || verb == Verb.RENAMES || verb == Verb.MOVES;
    }

    /** Whether the object may be called so in a statement, or is at the end of a longer name. */
    public boolean names(String object) {
        return Name.last(name).equalsIgnoreCase(object);
    }

    /** Whether it changes what a schema holds, not only rows. */
    public boolean changesSchema() {
        return switch (verb) {
            case CREATES, DROPS, ALTERS, RENAMES, MOVES -> !name.startsWith("pg_temp.");
            case WRITES -> false;
            case OTHER -> UNKNOWN.contains(kind);
        };
    }
}
