package dev.migrationcontrol.operation.idempotency;

import dev.migrationcontrol.problem.InvalidRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a caller names a request by, so that asking twice does it once. */
public record IdempotencyKey(String value) {
    private static final Pattern VISIBLE = Pattern.compile("[!-~]{1,255}");
    private static final String FIELD = "Idempotency-Key";

    public IdempotencyKey {
        if (!VISIBLE.matcher(value).matches()) {
            throw new InvalidRequest(FIELD, "must be 1 to 255 visible ASCII characters, such as a UUID");
        }
    }

    /**
     * Reads the header; as a structured field (RFC 9651) it may be in quotes.
     *
     * @return null when there is none
     * @throws InvalidRequest when it is no key
     */
    public static @Nullable IdempotencyKey parse(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
        return new IdempotencyKey(quoted ? text.substring(1, text.length() - 1) : text);
    }
}
