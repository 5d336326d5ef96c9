package dev.migrationcontrol.status;

/** The state of an environment. Where several apply, it is the one that is named first. */
enum StatusState {
    UNCHECKED,
    UNREACHABLE,
    FAILED,
    DIVERGED,
    UNMANAGED,
    EMPTY,
    AHEAD,
    PENDING,
    UP_TO_DATE
}
