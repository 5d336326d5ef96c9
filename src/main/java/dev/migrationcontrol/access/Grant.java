package dev.migrationcontrol.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A role on environments.
 *
 * @param name as configured
 * @param environments their names; {@link #ALL} for all of them
 * @param until the moment from which it no longer counts; null for one without an end
 */
public record Grant(
        String name,
        Role role,
        Set<String> environments,
        @Nullable Instant until) {
    /** All environments, also those that are configured later. */
    public static final String ALL = "*";

    public Grant {
        environments = Set.copyOf(environments);
    }

    public boolean isOver(Instant now) {
        return until != null && !now.isBefore(until);
    }

    /**
     * As much of this as another grant, of this role on these environments, would give too; empty where that is
     * nothing.
     */
    public Optional<Grant> within(Role most, Set<String> where) {
        Set<String> common = new TreeSet<>(where.contains(ALL) ? environments : where);
        if (!where.contains(ALL) && !coversAll()) {
            common.retainAll(environments);
        }
        return common.isEmpty() ? Optional.empty() : Optional.of(new Grant(name, role.meet(most), common, until));
    }

    /** @param environment null for what belongs to none: then a grant on any will do */
    boolean covers(@Nullable String environment) {
        return environment == null || environments.contains(ALL) || environments.contains(environment);
    }

    boolean coversAll() {
        return environments.contains(ALL);
    }

    public boolean allows(Verb verb, @Nullable String environment, Instant now) {
        return role.allows(verb) && covers(environment) && !isOver(now);
    }
}
