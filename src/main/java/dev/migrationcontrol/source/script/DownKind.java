package dev.migrationcontrol.source.script;

/** Whether a migration can be taken back by what its files say. */
public enum DownKind {
    /** It has a script or function that takes it back. */
    PRESENT,
    /** It has one that does nothing. */
    EMPTY,
    /** Its system derives the down from the up. */
    DERIVED,
    /** It says that it cannot be taken back. */
    IRREVERSIBLE,
    /** It has none. */
    MISSING
}
