package dev.migrationcontrol.system;

/** What a row of a version table says of its migration. */
public enum RecordState {
    /** It was run and ended well, as far as the table says. */
    APPLIED,
    /** It counts as applied without having been run: a baseline, or a row that someone marked. */
    MARKED,
    /** It was begun and did not end, or has not ended yet. */
    UNFINISHED,
    /** It failed. */
    FAILED,
    /** It was taken back. */
    UNDONE
}
