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
 * @param person who answers for it; null where no person is named
 */
public record Caller(
        String id, String authentication, @Nullable String person, List<Grant> grants) {
    /** Whoever reaches the service while no access is configured. */
    static final Caller LOCAL = new Caller(
            "local",
            "none",
            null,
            List.of(
                    new Grant("open", Role.MAINTAINER, Set.of(Grant.ALL), null),
                    new Grant("open", Role.APPROVER, Set.of(Grant.ALL), null),
                    new Grant("open", Role.ADMIN, Set.of(Grant.ALL), null)));

    public Caller {
        grants = List.copyOf(grants);
    }

    /** What is compared where two have to be different: the person who answers for it, or else the caller itself. */
    public String owner() {
        return person == null ? id : person;
    }

    /** Whether a person answers for it; nobody else may approve. */
    public boolean isPersonal() {
        return person != null;
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
