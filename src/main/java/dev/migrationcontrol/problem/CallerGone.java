package dev.migrationcontrol.problem;

/** The caller's connection broke while its request was read: there is nobody to answer, and nothing to record. */
public final class CallerGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why how it broke, for the log */
    public CallerGone(String why) {
        super(why, null, false, false);
    }
}
