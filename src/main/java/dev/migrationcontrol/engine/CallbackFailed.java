package dev.migrationcontrol.engine;

/** A callback of a migration failed; carries the failure through Flyway's executor. */
final class CallbackFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RunFailure failure;

    CallbackFailed(RunFailure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    RunFailure failure() {
        return failure;
    }
}
