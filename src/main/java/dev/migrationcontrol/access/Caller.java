package dev.migrationcontrol.access;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asks.
 *
 * @param id unique and lasting, as {@code token|ci}; what operations, keys and the journal name
 * @param authentication how it was recognised, as {@code api-token:ci}
 * @param person who answers for it; null where no person is named
 * @param claims what its issuer says of it and the journal keeps, by name
 */
public record Caller(
        Kind kind,
        String id,
        String authentication,
        @Nullable String person,
        Map<String, String> claims,
        List<Grant> grants) {
    /** What a caller is known by. */
    public enum Kind {
        /** Whoever reaches an open service. */
        LOCAL,
        /** A token whose hash is configured. */
        CONFIGURED_TOKEN,
        /** A token of the control database. */
        STORED_TOKEN,
        /** A job of a pipeline or a service account, by what its issuer says of it. */
        WORKLOAD,
        /** A person whom an issuer knows. */
        PERSON
    }

    /** Who asks for what the service begins by itself. The id of no caller: those of others have a line in them. */
    public static final String SERVICE = "service";

    /** Whoever reaches the service while no access is configured. */
    static final Caller LOCAL = new Caller(
            Kind.LOCAL,
            "local",
            "none",
            null,
            Map.of(),
            List.of(
                    new Grant("open", Role.MAINTAINER, Set.of(Grant.ALL), null),
                    new Grant("open", Role.APPROVER, Set.of(Grant.ALL), null),
                    new Grant("open", Role.BREAK_GLASS, Set.of(Grant.ALL), null),
                    new Grant("open", Role.ADMIN, Set.of(Grant.ALL), null)));

    public Caller {
        grants = List.copyOf(grants);
        claims = Map.copyOf(claims);
    }

    /** A token, with nothing more known of it. */
    public Caller(Kind kind, String id, String authentication, @Nullable String person, List<Grant> grants) {
        this(kind, id, authentication, person, Map.of(), grants);
    }

    /** What is compared where two have to be different: the person who answers for it, or else the caller itself. */
    public String owner() {
        return person == null ? id : person;
    }

    /** What people read instead of the id, where its issuer says a name; never compared. */
    public String name() {
        return claims.getOrDefault("preferred_username", claims.getOrDefault("email", id));
    }

    /** Whether a person answers for it, who is no job that somebody started; nobody else may approve. */
    public boolean isPersonal() {
        return person != null && kind != Kind.WORKLOAD;
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
