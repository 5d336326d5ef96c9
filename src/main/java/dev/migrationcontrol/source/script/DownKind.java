package dev.migrationcontrol.source.script;

/** Whether a migration can be taken back by what its files say. */
public enum DownKind {
    /** It has a script or function that takes it back. */
    PRESENT,
    /** It has one that does nothing. */
    EMPTY,
    /** Its system derives the way back from the way forth. */
    DERIVED,
    /** It says that it cannot be taken back. */
    IRREVERSIBLE,
    /** It has none. */
    MISSING
}
