package dev.migrationcontrol.planner;

import dev.migrationcontrol.script.Version;
import java.util.List;

/** How far to roll back. */
public sealed interface RollbackTarget {
    /** The newest migrations, by number. */
    record Steps(int count) implements RollbackTarget {}

    /** Everything newer than a version, which stays; version 0 means everything. */
    record ToVersion(Version version) implements RollbackTarget {}

    /** Exactly these versions, as an earlier operation applied them. */
    record Versions(List<Version> versions) implements RollbackTarget {
        public Versions {
            versions = List.copyOf(versions);
        }
    }
}
