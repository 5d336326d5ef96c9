package dev.migrationcontrol.operation.state;

import jakarta.inject.Singleton;
import java.sql.Connection;

/** Fails in the transaction that accepts an operation on one environment, as a process does that dies there. */
@Singleton
public class FailingListener implements StateListener {
    public static final String ENVIRONMENT = "nowhere-to-accept";

    @Override
    public void changed(Connection transaction, StateChange change) {
        if (ENVIRONMENT.equals(change.environment())) {
            throw new IllegalStateException("the process dies here");
        }
    }
}
