package dev.migrationcontrol.probe;

/** A server answered, but is not of the kind that {@code target_session_attrs} wants. */
final class WrongRole extends Exception {
    private static final long serialVersionUID = 1L;

    WrongRole(boolean readOnly) {
        super("The server is " + (readOnly ? "read-only" : "writable"), null, false, false);
    }
}
