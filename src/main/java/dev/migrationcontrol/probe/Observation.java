package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.History;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one look at a database found. */
public sealed interface Observation {
    /** How long the database took to answer, connecting included where it was needed. */
    Duration responseTime();

    /**
     * The database answered.
     *
     * @param history without rows where the table cannot be read; {@code defects} says so then
     * @param defects what could not be read of the history; empty when all of it was
     * @param foreignSystems version tables of other migration systems
     */
    record Reachable(
            Duration responseTime,
            Server server,
            History history,
            List<HistoryDefect> defects,
            List<ForeignSystem> foreignSystems)
            implements Observation {
        public Reachable {
            defects = List.copyOf(defects);
            foreignSystems = List.copyOf(foreignSystems);
        }

        /** Whether the history is there but none of it could be read. */
        public boolean isHistoryUnreadable() {
            return defects.stream().anyMatch(defect -> defect.kind() == HistoryDefect.Kind.HISTORY_UNREADABLE);
        }
    }

    /**
     * The database did not answer, or refused to.
     *
     * @param reason for people; never holds a secret
     * @param sqlState where the server answered with an error
     */
    record Unreachable(
            Duration responseTime, String reason, @Nullable String sqlState) implements Observation {}
}
