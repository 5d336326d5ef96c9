package dev.migrationcontrol.probe;

/** Which of several servers is wanted, as {@code target_session_attrs} says it. */
enum HostRole {
    ANY,
    WRITABLE,
    READ_ONLY,
    READ_ONLY_IF_POSSIBLE;

    static HostRole of(String targetSessionAttrs) {
        return switch (targetSessionAttrs) {
            case "read-write", "primary" -> WRITABLE;
            case "read-only", "standby" -> READ_ONLY;
            case "prefer-standby" -> READ_ONLY_IF_POSSIBLE;
            default -> ANY;
        };
    }

    boolean accepts(boolean readOnly) {
        return switch (this) {
            case ANY -> true;
            case WRITABLE -> !readOnly;
            case READ_ONLY, READ_ONLY_IF_POSSIBLE -> readOnly;
        };
    }
}
