package dev.migrationcontrol.trial;

import dev.migrationcontrol.engine.SessionListener;
import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.script.ResolvedScripts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A scratch database as an environment whose scripts are those that are tried. */
final class TrialGround {
    private TrialGround() {}

    /** In {@code public}, where other systems work unless a script says otherwise. */
    static Environment on(Environment scratch, Path folder, Map<String, String> placeholders) {
        Policy policy = scratch.policy();
        Map<String, String> values = new HashMap<>(placeholders);
        values.putAll(policy.placeholders());
        return new Environment(
                scratch.name(),
                scratch.database(),
                null,
                scratch.variable(),
                new Policy(
                        policy.displayOrder(),
                        false,
                        List.of("public"),
                        "flyway_schema_history",
                        List.of("filesystem:" + folder),
                        values,
                        policy.mixed(),
                        true,
                        policy.lockTimeout(),
                        policy.statementTimeout(),
                        policy.statusTimeout(),
                        policy.lockWait(),
                        policy.execution()));
    }

    static Target target(Environment on, ResolvedScripts scripts, OperationRun run, Duration longest) {
        Duration configured = on.policy().statementTimeout();
        boolean longer = configured.isZero() || configured.compareTo(longest) > 0;
        return new Target(
                on,
                scripts,
                run.applicationName(),
                Duration.ofSeconds(10),
                longer ? longest : configured,
                run.stop(),
                SessionListener.NONE);
    }
}
