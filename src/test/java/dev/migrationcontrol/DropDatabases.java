package dev.migrationcontrol;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** After each test class, drops the databases that its tests have made. */
public final class DropDatabases implements TestExecutionListener {
    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        boolean isTopLevelClass =
                test.getSource().filter(ClassSource.class::isInstance).isPresent()
                        && !test.getUniqueId().contains("nested-class");
        if (isTopLevelClass) {
            TestServer.dropTemporaryDatabases();
        }
    }
}
