package dev.migrationcontrol.probe;

import dev.migrationcontrol.engine.History;
import dev.migrationcontrol.system.ForeignSystem;
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
     * @param missingRights what the user lacks for an upgrade
     * @param foreignSystems version tables of other migration systems
     * @param databaseEmpty whether no schema of the database holds an object of its own; false where a history is there
     * @param replica whether the environment's replica was asked; null where it has none
     */
    record Reachable(
            Duration responseTime,
            Server server,
            History history,
            List<HistoryDefect> defects,
            List<MissingRight> missingRights,
            List<ForeignSystem> foreignSystems,
            boolean databaseEmpty,
            @Nullable ReplicaUse replica)
            implements Observation {
        public Reachable {
            defects = List.copyOf(defects);
            missingRights = List.copyOf(missingRights);
            foreignSystems = List.copyOf(foreignSystems);
        }

        /** The same, with what is said about the replica. */
        Reachable with(ReplicaUse use) {
            return new Reachable(
                    responseTime, server, history, defects, missingRights, foreignSystems, databaseEmpty, use);
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
     * @param unasked whether it was not even asked, since others of its server came first
     */
    record Unreachable(
            Duration responseTime, String reason, @Nullable String sqlState, boolean unasked) implements Observation {}
}
