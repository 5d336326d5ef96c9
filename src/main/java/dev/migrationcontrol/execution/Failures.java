package dev.migrationcontrol.execution;

import dev.migrationcontrol.engine.RunFailure;
import dev.migrationcontrol.engine.RunFailure.ServerError;
import dev.migrationcontrol.operation.state.Failure;
import dev.migrationcontrol.planner.refusal.PlanResult;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What went wrong on a target, in the words of an operation. */
public final class Failures {
    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private Failures() {}

    /** @param script the script that was running; null when none was */
    public static Failure of(RunFailure failure, @Nullable String script) {
        ServerError error = failure.error();
        return new Failure(
                failure.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                script,
                error == null || error.statement() == 0 ? null : error.statement(),
                error == null || error.line() == 0 ? null : error.line(),
                error == null ? null : error.sqlState(),
                failure.message(),
                hint(error),
                failure.effect());
    }

    /** What planned work says when the plan, made again under the lock, is blocked. */
    public static Failure of(PlanResult.Blocked blocked) {
        return Failure.of(blocked.obstacle().slug(), blocked.detail(), null);
    }

    private static @Nullable String hint(@Nullable ServerError error) {
        if (error == null) {
            return null;
        }
        if (LOCK_NOT_AVAILABLE.equals(error.sqlState())) {
            return "Another session holds a lock on what the script changes: see pg_stat_activity and pg_blocking_pids, or"
                    + " ask again with a longer lockTimeout.";
        }
        if (INSUFFICIENT_PRIVILEGE.equals(error.sqlState()) && error.hint() == null) {
            return "The user of the environment lacks a privilege on what the message names: an administrator grants it, for"
                    + " example with GRANT CREATE ON SCHEMA, or makes the user its owner.";
        }
        return error.hint();
    }
}
