package dev.migrationcontrol.engine;

/** A listener does not let the next statement run. */
public final class RunAborted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunAborted(String message) {
        super(message, null, false, false);
    }
}
