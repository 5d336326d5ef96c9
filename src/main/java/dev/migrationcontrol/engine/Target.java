package dev.migrationcontrol.engine;

import dev.migrationcontrol.environment.Environment;
import java.time.Duration;

/**
 * What a session works on, and within which limits.
 *
 * @param scripts the scripts as they were read for this work
 * @param applicationName how the session names itself in {@code pg_stat_activity}
 * @param lockTimeout how long a statement waits for a lock; scripts that run outside of a transaction wait without limit
 * @param statementTimeout how long one statement may run
 */
public record Target(
        Environment environment,
        ResolvedScripts scripts,
        String applicationName,
        Duration lockTimeout,
        Duration statementTimeout) {}
