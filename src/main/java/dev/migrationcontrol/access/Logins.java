package dev.migrationcontrol.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Browsers that showed who they are of. What they showed stays here; the browser gets a random cookie, which counts for
 * pages of the console alone. Who it is, and what it may do, is asked for anew with each request, so that a credential
 * that is revoked ends its logins, and a grant that is gone counts no more.
 */
@Singleton
public final class Logins {
    private static final String COOKIE = "mc-console";
    private static final Duration LONGEST = Duration.ofHours(12);

    /** An issuer is not asked again meanwhile whether the person is still one of its groups. */
    private static final Duration LONGEST_OF_PEOPLE = Duration.ofHours(8);

    private static final String TOKEN = "token:";
    private static final String PERSON = "person:";

    private final Callers callers;
    private final Access access;
    private final Sessions sessions;
    private final People people;
    private final Attempts attempts = new Attempts(System::nanoTime);

    Logins(Callers callers, Access access, Sessions sessions, People people) {
        this.callers = callers;
        this.access = access;
        this.sessions = sessions;
        this.people = people;
    }

    /** Whether the service asks who its callers are. */
    public boolean areNeeded() {
        return !access.isOpen();
    }

    /**
     * Gives the browser of this request a cookie for its credential. Blocks.
     *
     * @throws dev.migrationcontrol.problem.Refusal when the credential is not known, or too many wrong ones came
     */
    public void begin(RoutingContext call, String credential) {
        Caller caller = known(credential).orElseThrow(() -> {
            long wait =
                    attempts.wrong(String.valueOf(call.request().remoteAddress().hostAddress()));
            return wait > 0 ? new TooManyAttempts(wait) : Unauthenticated.unknown();
        });
        begin(call, caller, TOKEN + credential, LONGEST);
    }

    /**
     * Gives the browser of this request a cookie for a person. Blocks.
     *
     * @param claims what its issuer has proved of it just now, as JSON
     */
    public void begin(RoutingContext call, Caller person, String provider, String claims) {
        begin(call, person, PERSON + provider + ":" + claims, LONGEST_OF_PEOPLE);
    }

    private void begin(RoutingContext call, Caller caller, String proof, Duration longest) {
        String session = sessions.begin(caller.id(), proof, longest);
        call.response().addCookie(cookie(call, session).setMaxAge(longest.toSeconds()));
    }

    /** How the browser of this request reaches the service, such as {@code https://migrations.example.org}. */
    public String address(RoutingContext call) {
        return access.address().map(URI::toString).orElseGet(() -> PublicAddress.of(call));
    }

    /** Whether cookies for this browser are sent with TLS alone. */
    public boolean areSecure(RoutingContext call) {
        return call.request().isSSL() || address(call).startsWith("https:");
    }

    /** Forgets the login of this request. Blocks. */
    public void end(RoutingContext call) {
        Cookie sent = call.request().getCookie(COOKIE);
        call.response().addCookie(cookie(call, "").setMaxAge(0));
        if (sent != null) {
            sessions.end(sent.getValue());
        }
    }

    /** Who is logged in; empty where nobody is, also because the credential does not count any more. */
    CompletableFuture<Optional<Caller>> find(RoutingContext call) {
        Cookie sent =
                ConsolePaths.areFor(call.normalizedPath()) ? call.request().getCookie(COOKIE) : null;
        if (sent == null) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return sessions.find(sent.getValue())
                .thenCompose(proof -> proof.map(this::caller).orElse(nobody()))
                .toCompletableFuture();
    }

    private CompletionStage<Optional<Caller>> caller(String proof) {
        if (proof.startsWith(TOKEN)) {
            return callers.of(proof.substring(TOKEN.length())).exceptionallyCompose(Logins::nobodyIfWrong);
        }
        String[] parts = proof.split(":", 3);
        return CompletableFuture.completedFuture(people.find(parts[1], parts[2]));
    }

    private static CompletionStage<Optional<Caller>> nobodyIfWrong(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof Unauthenticated ? nobody() : CompletableFuture.failedFuture(cause);
    }

    private static CompletionStage<Optional<Caller>> nobody() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private Optional<Caller> known(String credential) {
        return callers.of(credential).toCompletableFuture().join();
    }

    private Cookie cookie(RoutingContext call, String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath(ConsolePaths.ROOT)
                .setHttpOnly(true)
                .setSecure(areSecure(call))
                .setSameSite(CookieSameSite.STRICT);
    }
}
