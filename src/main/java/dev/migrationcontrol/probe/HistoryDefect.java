package dev.migrationcontrol.probe;

import org.jspecify.annotations.Nullable;

/**
 * Something of a history that could not be read.
 *
 * @param version as the row has it
 * @param script the row's script; null where it is about the whole table
 * @param detail what is wrong and what to do about it
 */
public record HistoryDefect(
        Kind kind, @Nullable String version, @Nullable String script, String detail) {
    /** What could not be read. */
    public enum Kind {
        /** The table is there, but none of it could be read. */
        HISTORY_UNREADABLE,
        /** A row with a version that Flyway itself cannot read. */
        UNREADABLE_ROW
    }
}
