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

    /** The number of the statement that did it, which may not be the one that was started last. */
    int statement(int startedLast) {
        RunFailure.ServerError error = failure.error();
        return error == null || error.statement() == 0 ? startedLast : error.statement();
    }
}
