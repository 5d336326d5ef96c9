package dev.migrationcontrol.consolidation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One migration as its own system knows it.
 *
 * @param version what it would be called in Flyway; null where the system has no numbers
 * @param name what it says of itself
 * @param oldId what the system records of it
 * @param parents the ids that it says it follows
 */
record Draft(
        @Nullable String version,
        String name,
        String oldId,
        List<String> parents,
        Block up,
        @Nullable Block down,
        @Nullable String checksum) {

    static Draft of(@Nullable String version, String name, String oldId, Block up, @Nullable Block down) {
        return new Draft(version, name, oldId, List.of(), up, down, null);
    }

    Draft checked(@Nullable String oldChecksum) {
        return new Draft(version, name, oldId, parents, up, down, oldChecksum);
    }

    Draft after(List<String> ids) {
        return new Draft(version, name, oldId, List.copyOf(ids), up, down, checksum);
    }
}
