package dev.migrationcontrol.sql;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a statement does to a schema.
 *
 * @param verb in words, such as {@code creates}
 * @param kind such as {@code table} or {@code column}
 * @param name of the object, without quotes; empty where it has none
 * @param on the table of a column, index, constraint, trigger or policy; empty otherwise
 * @param folded the name as PostgreSQL folds it, with its schema where the statement says one
 * @param foldedOn the same of the table
 * @param to the new name of what is renamed or the new schema of what is moved, folded; empty otherwise
 */
public record Effect(Verb verb, String kind, String name, String on, String folded, String foldedOn, String to) {
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

    /** What happens to an object of its own or, with {@code on}, to one of a table; either may have no name. */
    static Effect of(Verb verb, String kind, @Nullable Name name, @Nullable Name on) {
        return new Effect(verb, kind, written(name), written(on), whole(name), whole(on), "");
    }

    private static String written(@Nullable Name name) {
        return name == null ? "" : name.written();
    }

    private static String whole(@Nullable Name name) {
        return name == null ? "" : name.whole();
    }

    /** The same with its new name or schema. */
    Effect to(@Nullable String target) {
        return new Effect(verb, kind, name, on, folded, foldedOn, target == null ? "" : target);
    }

    Effect on(@Nullable Name table) {
        return new Effect(verb, kind, name, written(table), folded, whole(table), to);
    }

    /** The same in a schema, where it says none itself. */
    Effect in(Name schema) {
        boolean bare = !name.isEmpty() && !name.contains(".") && on.isEmpty();
        return bare
                ? new Effect(verb, kind, schema.written() + "." + name, on, schema.whole() + "." + folded, foldedOn, to)
                : this;
    }

    public static List<Effect> of(Statement statement) {
        return new EffectReader(statement.leading()).read();
    }

    /** The effects of one part of a statement, see {@link Statement#parts()}. */
    public static List<Effect> of(Tokens part) {
        return new EffectReader(part).read();
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
