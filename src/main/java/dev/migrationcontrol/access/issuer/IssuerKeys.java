package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Provider;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The public keys of an issuer. They are read when the first token comes, again after some minutes, and for a key that is
 * not known, but then not more often than a few times a minute, so that wrong tokens make no flood of requests.
 */
final class IssuerKeys {
    /** A key that the issuer withdrew is not taken any more by then. */
    static final Duration FRESH = Duration.ofMinutes(5);

    /** While the issuer does not answer, its keys are taken for so long. */
    static final Duration OLDEST = Duration.ofHours(1);

    static final Duration UNKNOWN_FOR = Duration.ofSeconds(20);
    static final Duration AWAY_FOR = Duration.ofSeconds(5);

    private static final int MOST_KEYS = 100;
    private static final Duration WARNING = Duration.ofMinutes(1);
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);

    private final Provider provider;
    private final Supplier<CompletableFuture<String>> documents;
    private final LongSupplier nanos;
    private volatile @Nullable Known known;
    private volatile long failed;
    private volatile boolean away;
    private long warned;
    private @Nullable CompletableFuture<Known> reading;

    private record Known(Map<String, PublicJsonWebKey> keys, long asked) {}

    IssuerKeys(Provider provider, Supplier<CompletableFuture<String>> documents, LongSupplier nanos) {
        this.provider = provider;
        this.documents = documents;
        this.nanos = nanos;
        this.warned = nanos.getAsLong() - WARNING.toNanos();
    }

    /** The key of an id, empty where the issuer has none; fails with {@link IssuerUnavailable}. */
    CompletableFuture<Optional<PublicJsonWebKey>> find(String id) {
        long now = nanos.getAsLong();
        Known last = known;
        boolean there = last != null && last.keys().containsKey(id);
        if (last != null && now - last.asked() < (there ? FRESH : UNKNOWN_FOR).toNanos()) {
            return CompletableFuture.completedFuture(
                    Optional.ofNullable(last.keys().get(id)));
        }
        boolean paused = away && now - failed < AWAY_FOR.toNanos();
        if (last != null && there && now - last.asked() < OLDEST.toNanos()) {
            if (!paused) {
                read();
            }
            return CompletableFuture.completedFuture(
                    Optional.ofNullable(last.keys().get(id)));
        }
        if (paused) {
            return CompletableFuture.failedFuture(IssuerUnavailable.forTokens(provider.name()));
        }
        return read().handle((read, failure) -> {
            if (failure != null) {
                throw IssuerUnavailable.forTokens(provider.name());
            }
            return Optional.ofNullable(read.keys().get(id));
        });
    }

    private synchronized CompletableFuture<Known> read() {
        if (reading == null || reading.isDone()) {
            long asked = nanos.getAsLong();
            reading = documents
                    .get()
                    .thenApply(text -> new Known(keys(text), asked))
                    .whenComplete((read, failure) -> {
                        if (failure == null) {
                            known = read;
                            away = false;
                        } else {
                            failed = nanos.getAsLong();
                            away = true;
                            warn(failure);
                        }
                    });
        }
        return reading;
    }

    private static Map<String, PublicJsonWebKey> keys(String text) {
        try {
            List<JsonWebKey> all = new JsonWebKeySet(text).getJsonWebKeys();
            if (all.size() > MOST_KEYS) {
                throw new CompletionException(new JoseException("it has more than " + MOST_KEYS + " keys"));
            }
            Map<String, PublicJsonWebKey> keys = new HashMap<>();
            for (JsonWebKey each : all) {
                // What is shared with the issuer proves nothing to others.
                if (each instanceof PublicJsonWebKey open && each.getKeyId() != null && isForSignatures(each)) {
                    keys.put(each.getKeyId(), open);
                }
            }
            return keys;
        } catch (JoseException e) {
            throw new CompletionException(new JoseException("its keys cannot be read"));
        }
    }

    private static boolean isForSignatures(JsonWebKey key) {
        return key.getUse() == null || key.getUse().equals("sig");
    }

    private synchronized void warn(Throwable failure) {
        long now = nanos.getAsLong();
        if (now - warned < WARNING.toNanos()) {
            return;
        }
        warned = now;
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        String reason = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        LOG.warnf(
                "The issuer %s of the provider %s cannot be asked for its keys: %s. Its tokens are answered with 503 when"
                        + " the known keys are older than %d min",
                provider.issuer(), provider.name(), reason, TimeUnit.NANOSECONDS.toMinutes(OLDEST.toNanos()));
    }
}
