package dev.migrationcontrol.source.history;

import java.util.List;

/**
 * A statement of SQL in the text of a program, as far as it says something about one table.
 *
 * @param table its name in lower case without a schema; the name of a constant or variable after {@code =} where it has one of
 * those; {@code =} alone where even that is not known
 * @param spelled the name as it is written; empty where a constant or variable holds it
 * @param columns that it writes, declares or reads; empty where it names none
 * @param at where it begins
 * @param tail the text that follows
 */
public record TableMention(Verb verb, String table, String spelled, List<String> columns, int at, String tail) {
    /** What it does with the table. */
    public enum Verb {
        CREATES,
        INSERTS,
        UPDATES,
        READS
    }

    public boolean isNamed() {
        return !table.startsWith("=");
    }

    /** The constant or variable that holds the name; empty where it is not known. */
    public String variable() {
        return isNamed() ? "" : table.substring(1);
    }

    public TableMention named(String name) {
        return new TableMention(verb, name.toLowerCase(java.util.Locale.ROOT), name, columns, at, tail);
    }
}
