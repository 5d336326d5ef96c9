package dev.migrationcontrol.source.usage;

import dev.migrationcontrol.source.tree.FileRole;

/** A place that names a migration system. */
public record Usage(String file, int line, FileRole role, Kind kind, String text) {
    /** How it is named. */
    public enum Kind {
        IMPORTS,
        CALLS,
        CONFIGURES,
        NAMES
    }
}
