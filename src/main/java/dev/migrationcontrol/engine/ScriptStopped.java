package dev.migrationcontrol.engine;

/** A script may not go on after what its statement did; carries the failure through Flyway's executor. */
final class ScriptStopped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RunFailure failure;

    ScriptStopped(RunFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    RunFailure failure() {
        return failure;
    }
}
