package dev.migrationcontrol.freeze;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in which environments are not changed, or outside of which they are not.
 *
 * @param name as configured, or the id of one that was set by a request
 * @param environments their names; {@link #ALL} for all of them
 * @param rollback whether rollbacks are allowed nevertheless
 * @param reason for people; null where none is given
 */
record Freeze(
        String name,
        Kind kind,
        Set<String> environments,
        Window window,
        boolean rollback,
        @Nullable String reason) {
    /** All environments. */
    static final String ALL = "*";

    Freeze {
        environments = Set.copyOf(environments);
    }

    /** What it does to changes while it is. */
    enum Kind {
        /** Nothing is changed. */
        DENY,
        /** Changes are made in such times alone. */
        ALLOW
    }

    boolean covers(String environment) {
        return environments.contains(ALL) || environments.contains(environment);
    }
}
