package dev.migrationcontrol.access.issuer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A signed token of an issuer, read and not yet believed.
 *
 * @param text all of it; a credential, so it is never shown
 */
record IssuedToken(String text, JsonNode header, Claims claims) {
    private static final int MOST = 8_000;
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9_-]++)\\.([A-Za-z0-9_-]++)\\.([A-Za-z0-9_-]++)");

    /** What others wrote is read within bounds, and nothing in it may be said twice. */
    static final ObjectMapper MAPPER = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxNumberLength(40)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    static boolean hasForm(String credential) {
        return credential.length() <= MOST && FORM.matcher(credential).matches();
    }

    /** Empty where it cannot be read. */
    static Optional<IssuedToken> read(String credential) {
        return read(credential, MOST);
    }

    /** The same of one that may be longer, since it came in no header. */
    static Optional<IssuedToken> read(String credential, int most) {
        Matcher parts = FORM.matcher(credential);
        if (credential.length() > most || !parts.matches()) {
            return Optional.empty();
        }
        try {
            JsonNode header = object(parts.group(1));
            return Optional.of(new IssuedToken(credential, header, new Claims(object(parts.group(2)))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JsonNode object(String part) throws IOException {
        JsonNode read = MAPPER.readTree(Base64.getUrlDecoder().decode(part));
        if (!read.isObject()) {
            throw new IOException("no object");
        }
        return read;
    }

    /** The key that it says it is signed with; empty where it says none. */
    String key() {
        return header.path("kid").asText("");
    }

    @Override
    public String toString() {
        return "a token of an issuer";
    }
}
