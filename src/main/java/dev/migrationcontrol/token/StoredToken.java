package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.Grant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A token as the control database has it.
 *
 * @param hash SHA-256 of the whole token
 * @param createdBy the caller that made it; null where it was made beside the service
 * @param person who answers for it; null where no person is named
 * @param granted the names of the grants it was made under; empty where it was made beside the service
 */
record StoredToken(
        String id,
        String name,
        Hash hash,
        @Nullable String createdBy,
        @Nullable String person,
        List<String> granted,
        List<Scope> scopes,
        Times times) {
    /** A hash whose text says nothing. */
    record Hash(byte[] bytes) {
        @Override
        public String toString() {
            return "SHA-256";
        }
    }

    /**
     * When what happened to it.
     *
     * @param lastUsed to a minute
     */
    record Times(
            Instant created,
            Instant expires,
            @Nullable Instant lastUsed,
            @Nullable Instant revoked) {}

    private static final String PREFIX = "token|";

    StoredToken {
        granted = List.copyOf(granted);
        scopes = List.copyOf(scopes);
    }

    /** The id in the id of a caller that is such a token; names of configured tokens have no point. */
    static Optional<String> idOf(String callerId) {
        int point = callerId.lastIndexOf('.');
        return callerId.startsWith(PREFIX) && point > 0 ? Optional.of(callerId.substring(point + 1)) : Optional.empty();
    }

    String callerId() {
        return PREFIX + name + "." + id;
    }

    boolean isLive(Instant now) {
        return times.revoked() == null && now.isBefore(times.expires());
    }

    /**
     * Who calls with it, and what it may do now.
     *
     * @param configured the grants of some names, as they are now
     */
    Caller caller(Function<List<String>, List<Grant>> configured) {
        return new Caller(Caller.Kind.STORED_TOKEN, callerId(), "api-token:" + id, person, grants(configured));
    }

    private List<Grant> grants(Function<List<String>, List<Grant>> configured) {
        if (createdBy == null) {
            return scopes.stream()
                    .map(each -> new Grant(name, each.granted(), Set.copyOf(each.environments()), times.expires()))
                    .toList();
        }
        List<Grant> now = configured.apply(granted);
        return scopes.stream()
                .flatMap(scope -> now.stream().map(scope::within).flatMap(Optional::stream))
                .distinct()
                .toList();
    }
}
