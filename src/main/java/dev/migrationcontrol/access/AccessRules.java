package dev.migrationcontrol.access;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is configured of access.
 *
 * @param tokens the name of each token, by the SHA-256 of it in hexadecimal digits
 * @param owners the person who answers for a token, by its name, where one is named
 * @param grants the grants of each token, by its name
 * @param providers issuers of callers' credentials
 * @param address how browsers reach the service; null where each request says it itself
 * @param closed whether it is so also while nothing is configured
 * @param publicPages what needs no credential
 */
record AccessRules(
        Map<String, String> tokens,
        Map<String, String> owners,
        Map<String, List<Grant>> grants,
        List<Provider> providers,
        @Nullable URI address,
        boolean closed,
        Set<PublicPage> publicPages) {
    AccessRules {
        tokens = Map.copyOf(tokens);
        owners = Map.copyOf(owners);
        grants = Map.copyOf(grants);
        providers = List.copyOf(providers);
        publicPages = Set.copyOf(publicPages);
    }

    /** Whether nothing is configured, so that everyone who reaches the service may do everything. */
    boolean isOpen() {
        return !closed && tokens.isEmpty() && grants.isEmpty() && providers.isEmpty();
    }

    Caller caller(String token) {
        return new Caller(
                Caller.Kind.CONFIGURED_TOKEN,
                "token|" + token,
                "api-token:" + token,
                owners.get(token),
                grants.getOrDefault(token, List.of()));
    }
}
