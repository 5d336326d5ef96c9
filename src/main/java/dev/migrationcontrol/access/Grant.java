package dev.migrationcontrol.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role on environments.
 *
 * @param name as configured
 * @param environments their names; {@link #ALL} for all of them
 * @param until the moment from which it no longer counts; null for one without an end
 */
record Grant(
        String name,
        Role role,
        Set<String> environments,
        @Nullable Instant until) {
    /** All environments, also those that are configured later. */
    static final String ALL = "*";

    Grant {
        environments = Set.copyOf(environments);
    }

    boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /** @param environment null for what belongs to none: then a grant on any will do */
    boolean covers(@Nullable String environment) {
        return environment == null || environments.contains(ALL) || environments.contains(environment);
    }

    boolean coversAll() {
        return environments.contains(ALL);
    }

    boolean allows(Verb verb, @Nullable String environment, Instant now) {
        return role.allows(verb) && covers(environment) && !isOver(now);
    }
}
