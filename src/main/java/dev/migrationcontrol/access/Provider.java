package dev.migrationcontrol.access;

import dev.migrationcontrol.environment.database.Secret;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose credentials are taken.
 *
 * @param name as configured
 * @param issuer as the credentials name it
 * @param audience what they have to be meant for
 * @param authority certificates that its server is proved by; null for those of the JVM
 * @param token what this service proves itself by there; null where it need not
 * @param client how this service logs people in there; null where it does not
 * @param grants who may do what, by what it says of them
 */
public record Provider(
        String name,
        Preset preset,
        String issuer,
        String audience,
        @Nullable Path authority,
        @Nullable Path token,
        @Nullable Client client,
        List<ClaimGrant> grants) {
    /**
     * What this service is at an issuer of people.
     *
     * @param secret null where it has none, and proves itself by PKCE alone, or where a file has it
     * @param secretFile read at each login
     * @param scopes what it asks for, separated by spaces
     */
    public record Client(
            String id,
            @Nullable Secret<String> secret,
            @Nullable Path secretFile,
            String scopes) {}

    /** Kinds of issuers, of which more is known than the protocol says. */
    public enum Preset {
        /** Knows people. */
        PEOPLE(null),
        GITHUB("https://token.actions.githubusercontent.com"),
        GITLAB("https://gitlab.com"),
        KUBERNETES("https://kubernetes.default.svc");

        private final @Nullable String issuer;

        Preset(@Nullable String issuer) {
            this.issuer = issuer;
        }

        Optional<String> issuer() {
            return Optional.ofNullable(issuer);
        }

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Preset> find(String id) {
            return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
        }

        static List<String> ids() {
            return Arrays.stream(values()).map(Preset::id).toList();
        }
    }

    public Provider {
        grants = List.copyOf(grants);
    }

    Provider with(List<ClaimGrant> others) {
        return new Provider(name, preset, issuer, audience, authority, token, client, others);
    }

    /**
     * Which claims say whose project it is, where everyone may have projects: without one of them everyone's would be
     * meant. Empty where the issuer is of one organisation.
     */
    Set<String> owningClaims() {
        if (issuer.matches("https://token\\.actions\\.githubusercontent\\.com(?:[:/].*)?")) {
            return Set.of("repository", "repository_id");
        }
        return issuer.matches("https://gitlab\\.com(?:[:/].*)?") ? Set.of("project_id", "project_path") : Set.of();
    }
}
