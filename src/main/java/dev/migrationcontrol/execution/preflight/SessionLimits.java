package dev.migrationcontrol.execution.preflight;

import dev.migrationcontrol.engine.Target;
import dev.migrationcontrol.environment.Environment;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.operation.OperationRun;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.script.ResolvedScripts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits that a request may set for its own session, in place of the environment's policy.
 *
 * @param lockTimeout how long a statement waits for a lock; null for the policy's
 * @param statementTimeout how long one statement may run; null for the policy's
 */
public record SessionLimits(
        @Nullable Duration lockTimeout, @Nullable Duration statementTimeout) {
    /** No limits of its own. */
    public static final SessionLimits AS_POLICY = new SessionLimits(null, null);

    private static final Duration LONGEST = Duration.ofHours(24);

    public SessionLimits {
        require("lockTimeout", lockTimeout);
        require("statementTimeout", statementTimeout);
    }

    /** The target of an operation's run, within these limits. */
    public Target target(Environment environment, ResolvedScripts scripts, OperationRun run) {
        Policy policy = environment.policy();
        return new Target(
                environment,
                scripts,
                run.applicationName(),
                lockTimeout == null ? policy.lockTimeout() : lockTimeout,
                statementTimeout == null ? policy.statementTimeout() : statementTimeout,
                run.stop(),
                run.session());
    }

    private static void require(String field, @Nullable Duration duration) {
        if (duration == null) {
            return;
        }
        if (duration.toMillis() < 1 || duration.compareTo(LONGEST) > 0) {
            throw new InvalidRequest(field, "must be a duration from PT0.001S to PT24H");
        }
    }
}
