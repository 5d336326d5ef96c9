package dev.migrationcontrol.planner.refusal;

import dev.migrationcontrol.environment.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Where the history of an environment is.
 *
 * @param user who owns it; null when the environment does not say
 */
record HistoryPlace(String schema, String table, @Nullable String user) {
    static HistoryPlace of(Environment environment) {
        return new HistoryPlace(
                environment.policy().defaultSchema(),
                environment.policy().historyTable(),
                environment.database().user());
    }
}
