package dev.migrationcontrol.operation.state;

/** Where an operation is. */
public enum OperationState {
    /** Accepted, not begun. */
    QUEUED,
    /** A replica is at work. */
    RUNNING,
    SUCCEEDED,
    /** Ended badly; the failure says how. */
    FAILED,
    /** Someone cancelled it in time; the steps say what was done before. */
    CANCELLED,
    /** Its replica died; the steps say what was done. */
    INTERRUPTED;

    /** Whether nothing will happen any more. */
    public boolean isFinished() {
        return this != QUEUED && this != RUNNING;
    }
}
