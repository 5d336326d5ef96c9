package dev.migrationcontrol.source.history;

import org.jspecify.annotations.Nullable;

/**
 * A table in which a program writes down which migrations it ran.
 *
 * @param name as the program spells it; empty where it is made at run time
 * @param written where a row is written
 * @param created where the table is made; null where the program does not make it
 * @param read where the program looks up what ran; null where it does not
 */
public record HistoryTable(
        String name,
        Strength strength,
        TableMention written,
        @Nullable TableMention created,
        @Nullable TableMention read) {
    /** How much says that it is one. */
    public enum Strength {
        /** Rows that are looked up by a name or number, and hold nothing else: it depends on what is around. */
        PLAIN,
        /** The columns say that it keeps versions or scripts, and they are looked up. */
        COLUMNS,
        /** The name says it. */
        NAME
    }

    public HistoryTable named(String found) {
        return new HistoryTable(found, strength, written, created, read);
    }

    public boolean isSure() {
        return strength != Strength.PLAIN;
    }
}
