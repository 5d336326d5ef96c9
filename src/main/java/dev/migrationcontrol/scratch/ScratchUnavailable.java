package dev.migrationcontrol.scratch;

/** No scratch database can be had, or what was to be built on it cannot be built. */
public final class ScratchUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public ScratchUnavailable(String message) {
        super(message, null, false, false);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
