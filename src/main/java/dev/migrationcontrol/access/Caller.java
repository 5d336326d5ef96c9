package dev.migrationcontrol.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param id unique and lasting, as {@code token|ci}; what operations, keys and the journal name
 * @param authentication how it was recognised, as {@code api-token:ci}
 */
public record Caller(String id, String authentication, List<Grant> grants) {
    /** Whoever reaches the service while no access is configured. */
    static final Caller LOCAL = new Caller(
            "local",
            "none",
            List.of(
                    new Grant("open", Role.MAINTAINER, Set.of(Grant.ALL), null),
                    new Grant("open", Role.APPROVER, Set.of(Grant.ALL), null),
                    new Grant("open", Role.ADMIN, Set.of(Grant.ALL), null)));

    public Caller {
        grants = List.copyOf(grants);
    }

    /** The first grant that allows it; empty when none does. */
    Optional<Grant> allowing(Verb verb, @Nullable String environment, Instant now) {
        return grants.stream()
                .filter(each -> each.allows(verb, environment, now))
                .findFirst();
    }

    /** Whether it may view every one of the environments. */
    boolean views(Collection<String> environments, Instant now) {
        return environments.stream()
                .allMatch(each -> allowing(Verb.VIEW, each, now).isPresent());
    }

    boolean viewsAll(Instant now) {
        return grants.stream().anyMatch(each -> each.coversAll() && each.allows(Verb.VIEW, null, now));
    }
}
