package dev.migrationcontrol.access.issuer;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A login that has begun in a browser. The browser alone keeps it, in a cookie: state, nonce and verifier are derived from
 * its secret. So any replica can end what another one began, and those who begin many leave nothing here.
 *
 * @param to the page that is shown after it
 */
record LoginAttempt(String secret, String provider, String to, long begun) {
    static final Duration LONGEST = Duration.ofMinutes(10);

    private static final int BYTES = 32;
    private static final int LONGEST_COOKIE = 3_500;
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final Pattern FORM =
            Pattern.compile("(?<secret>[A-Za-z0-9_-]{43})\\.(?<begun>[0-9]{1,12})\\.(?<to>[A-Za-z0-9_-]*)");

    static LoginAttempt begin(SecureRandom random, String provider, String to, Instant now) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LoginAttempt(encoded(bytes), provider, to, now.getEpochSecond());
    }

    /** Empty where the cookie is none, or of a login that began too long ago. */
    static Optional<LoginAttempt> read(String cookie, String provider, Instant now) {
        Matcher parts = FORM.matcher(cookie);
        if (cookie.length() > LONGEST_COOKIE || !parts.matches()) {
            return Optional.empty();
        }
        try {
            String to = new String(Base64.getUrlDecoder().decode(parts.group("to")), StandardCharsets.UTF_8);
            LoginAttempt read =
                    new LoginAttempt(parts.group("secret"), provider, to, Long.parseLong(parts.group("begun")));
            Instant begun = Instant.ofEpochSecond(read.begun());
            boolean counts = now.isBefore(begun.plus(LONGEST)) && !begun.isAfter(now.plus(SKEW));
            return counts ? Optional.of(read) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String cookie() {
        return secret + "." + begun + "." + encoded(to.getBytes(StandardCharsets.UTF_8));
    }

    /** Binds what the issuer sends back to this browser, this provider and this page. */
    String state() {
        return derived("state|" + provider + "|" + begun + "|" + to);
    }

    /** Whether an issuer sent back what it was given. */
    boolean isState(String sent) {
        return MessageDigest.isEqual(
                state().getBytes(StandardCharsets.US_ASCII), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Binds the token to this login. */
    String nonce() {
        return derived("nonce|" + provider);
    }

    /** Proves to the issuer that who asks for the token is who began (PKCE). */
    String verifier() {
        return derived("verifier|" + provider);
    }

    String challenge() {
        try {
            return encoded(
                    MessageDigest.getInstance("SHA-256").digest(verifier().getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private String derived(String use) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return encoded(mac.doFinal(use.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "a login at " + provider;
    }
}
