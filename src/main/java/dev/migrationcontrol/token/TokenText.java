package dev.migrationcontrol.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as its caller sends it: {@code mct_}, by which scanners for secrets know it, the id, and 256 random bits.
 *
 * @param id not secret
 * @param text all of it; secret, so it is never stored or shown again
 */
record TokenText(String id, String text) {
    private static final Pattern FORM = Pattern.compile("mct_([a-z2-7]{12})_[A-Za-z0-9_-]{43}");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;

    static TokenText make(SecureRandom random) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String encoded = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        return new TokenText(id.toString(), "mct_" + id + "_" + encoded);
    }

    static Optional<TokenText> parse(String credential) {
        Matcher matcher = FORM.matcher(credential);
        return matcher.matches() ? Optional.of(new TokenText(matcher.group(1), credential)) : Optional.empty();
    }

    byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "mct_" + id + "_…";
    }
}
