package dev.migrationcontrol.status;

/** Where an environment stands. Of several that apply, the one named first is told. */
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
