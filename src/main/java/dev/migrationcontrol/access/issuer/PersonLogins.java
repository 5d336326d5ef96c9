package dev.migrationcontrol.access.issuer;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Caller;
import dev.migrationcontrol.access.People;
import dev.migrationcontrol.access.Provider;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Logs people in at their issuer: the authorization code flow of OpenID Connect, with PKCE, state and nonce. */
@Singleton
public final class PersonLogins implements People {
    /** As many ask issuers for a token at the same time. */
    static final int MOST = 20;

    private static final int LONGEST_CODE = 3_000;

    private final Map<String, LoginIssuer> issuers = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Semaphore places = new Semaphore(MOST);

    @Inject
    PersonLogins(Instance<Access> access, Clock clock) {
        this(access.get().providers(), clock, System::nanoTime);
    }

    PersonLogins(List<Provider> providers, Clock clock, LongSupplier nanos) {
        this.clock = clock;
        for (Provider each : providers) {
            if (each.client() != null) {
                issuers.put(each.name(), new LoginIssuer(each, each.client(), clock, nanos));
                names.put(each.name(), each.issuer());
            }
        }
    }

    /**
     * A login that has begun.
     *
     * @param address where the browser goes
     * @param cookie what the browser keeps meanwhile
     */
    public record Begun(URI address, String cookie) {}

    /** What an issuer sends back with the browser. */
    public record Returned(
            @Nullable String code,
            @Nullable String state,
            @Nullable String error,
            @Nullable String issuer) {
        @Override
        public String toString() {
            return "what an issuer sent back";
        }
    }

    /**
     * Somebody who is logged in.
     *
     * @param claims what the issuer said, as JSON
     * @param to the page that was wanted
     */
    public record LoggedIn(Caller person, String claims, String to) {}

    /** The names of the providers where people log in. */
    public List<String> names() {
        return List.copyOf(issuers.keySet());
    }

    /**
     * Begins a login. Blocks.
     *
     * @param callback where the issuer sends the browser back to
     * @param to the page that is shown afterwards
     */
    public Begun begin(String provider, String callback, String to) {
        LoginIssuer issuer = require(provider);
        LoginAttempt attempt = LoginAttempt.begin(random, provider, to, clock.instant());
        return new Begun(issuer.authorization(attempt, callback), attempt.cookie());
    }

    /**
     * Ends a login. Blocks.
     *
     * @param cookie what the browser has of its beginning
     * @param callback as when it began
     */
    public LoggedIn end(String provider, Returned returned, @Nullable String cookie, String callback) {
        LoginIssuer issuer = require(provider);
        LoginAttempt attempt = LoginAttempt.read(String.valueOf(cookie), provider, clock.instant())
                .filter(each -> each.isState(String.valueOf(returned.state())))
                .orElseThrow(LoginFailed::notBegun);
        if (returned.issuer() != null && !returned.issuer().equals(names.get(provider))) {
            throw LoginFailed.notBegun();
        }
        if (returned.error() != null) {
            throw LoginFailed.refused(provider, word(returned.error()));
        }
        String code = returned.code();
        if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
            throw LoginFailed.noCode(provider);
        }
        if (!places.tryAcquire()) {
            throw LoginFailed.tooMany();
        }
        try {
            LoginIssuer.Proved proved = issuer.prove(attempt, code, callback);
            return new LoggedIn(proved.person(), proved.claims(), attempt.to());
        } finally {
            places.release();
        }
    }

    /** Where somebody who logged in there logs out there too. Blocks. */
    public Optional<URI> out(String provider, String back) {
        return Optional.ofNullable(issuers.get(provider)).map(issuer -> issuer.end(back));
    }

    @Override
    public Optional<Caller> find(String provider, String claims) {
        return Optional.ofNullable(issuers.get(provider)).map(issuer -> issuer.caller(claims));
    }

    /** An issuer's word, if it is one: nothing else that it says is repeated. */
    static String word(String error) {
        return error.matches("[a-z_]{1,50}") ? error : "an error";
    }

    private LoginIssuer require(String provider) {
        LoginIssuer issuer = issuers.get(provider);
        if (issuer == null) {
            throw LoginFailed.unknownProvider();
        }
        return issuer;
    }
}
