package dev.migrationcontrol.access;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that showed a credential. The credential stays here; the browser gets a random cookie, which counts for pages
 * of the console alone. The credential is asked for anew with each request, so that one that is revoked ends its logins.
 */
@Singleton
public final class Logins {
    static final String COOKIE = "mc-console";
    private static final String PAGES = "/console";
    private static final Duration LONGEST = Duration.ofHours(12);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final int MOST = 1_000;
    private static final int BYTES = 32;

    private final Callers callers;
    private final Access access;
    private final Clock clock;
    private final Attempts attempts = new Attempts(System::nanoTime);
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Login> logins = new LinkedHashMap<>();

    private record Login(String credential, Instant begun, Instant used) {}

    Logins(Callers callers, Access access, Clock clock) {
        this.callers = callers;
        this.access = access;
        this.clock = clock;
    }

    /** Whether a path is one of the console, where the cookie counts. */
    static boolean isConsole(String path) {
        return path.equals("/") || path.equals(PAGES) || path.startsWith(PAGES + "/");
    }

    /** Whether a path of the console is shown to everyone: the login and what it looks like. */
    static boolean isPublic(String path) {
        return path.equals("/") || path.equals(PAGES + "/login") || path.startsWith(PAGES + "/static/");
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
        Optional<Caller> caller = callers.of(credential).toCompletableFuture().join();
        if (caller.isEmpty()) {
            long wait =
                    attempts.wrong(String.valueOf(call.request().remoteAddress().hostAddress()));
            throw wait > 0 ? new TooManyAttempts(wait) : Unauthenticated.unknown();
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        add(id, credential);
        call.response().addCookie(cookie(call, id).setMaxAge(LONGEST.toSeconds()));
    }

    /** Forgets the login of this request. */
    public void end(RoutingContext call) {
        Cookie sent = call.request().getCookie(COOKIE);
        if (sent != null) {
            forget(sent.getValue());
        }
        call.response().addCookie(cookie(call, "").setMaxAge(0));
    }

    /** The credential of the browser of this request; null where it has none that counts here. */
    @Nullable
    String credential(RoutingContext call) {
        Cookie sent = isConsole(call.normalizedPath()) ? call.request().getCookie(COOKIE) : null;
        return sent == null ? null : find(sent.getValue());
    }

    private synchronized void add(String id, String credential) {
        Instant now = clock.instant();
        logins.values().removeIf(each -> isOver(each, now));
        if (logins.size() >= MOST) {
            logins.remove(logins.keySet().iterator().next());
        }
        logins.put(id, new Login(credential, now, now));
    }

    private synchronized @Nullable String find(String id) {
        Login login = logins.get(id);
        Instant now = clock.instant();
        if (login == null || isOver(login, now)) {
            logins.remove(id);
            return null;
        }
        logins.put(id, new Login(login.credential, login.begun, now));
        return login.credential;
    }

    private synchronized void forget(String id) {
        logins.remove(id);
    }

    private static boolean isOver(Login login, Instant now) {
        return login.begun.plus(LONGEST).isBefore(now) || login.used.plus(IDLE).isBefore(now);
    }

    private static Cookie cookie(RoutingContext call, String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath(PAGES)
                .setHttpOnly(true)
                .setSecure(call.request().isSSL())
                .setSameSite(CookieSameSite.STRICT);
    }
}
