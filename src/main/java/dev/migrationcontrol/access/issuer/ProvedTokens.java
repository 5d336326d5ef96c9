package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tokens that were proved a moment ago, by their hashes: a job sends the same one with each of its requests. */
final class ProvedTokens {
    static final Duration KEPT = Duration.ofSeconds(10);
    static final int MOST = 1_000;

    private final Clock clock;
    private final LongSupplier nanos;
    private final Map<String, Proved> proved = new LinkedHashMap<>();

    /** @param end when the token itself ends, in seconds */
    private record Proved(Caller caller, double end, long at) {}

    ProvedTokens(Clock clock, LongSupplier nanos) {
        this.clock = clock;
        this.nanos = nanos;
    }

    synchronized Optional<Caller> find(String credential) {
        return Optional.ofNullable(proved.get(hash(credential)))
                .filter(each -> nanos.getAsLong() - each.at() < KEPT.toNanos() && clock.millis() / 1000d < each.end())
                .map(Proved::caller);
    }

    synchronized void keep(IssuedToken token, Caller caller) {
        String hash = hash(token.text());
        proved.remove(hash);
        if (proved.size() >= MOST) {
            proved.remove(proved.keySet().iterator().next());
        }
        proved.put(hash, new Proved(caller, token.claims().members().path("exp").asDouble(), nanos.getAsLong()));
    }

    private static String hash(String credential) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(credential.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
