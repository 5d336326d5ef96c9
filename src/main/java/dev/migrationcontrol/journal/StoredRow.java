package dev.migrationcontrol.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is stored, everything as the text that is hashed: JSON as PostgreSQL writes {@code jsonb}.
 * {@code docs/journal.md} describes the form, which must never change.
 */
public record StoredRow(long sequence, Instant recordedAt, Texts texts, String previousHash, String hash) {
    /** The hash before the first row. */
    static final String GENESIS = "0".repeat(64);

    public static final String COLUMNS =
            "sequence, recorded_at, kind, caller, remote_address, reason, environment, operation_id::text AS operation_id,"
                    + " request::text AS request, plan::text AS plan, result::text AS result, previous_hash, hash";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The columns that an entry gives, in the order in which they are hashed. */
    public record Texts(
            String kind,
            String caller,
            @Nullable String remoteAddress,
            @Nullable String reason,
            @Nullable String environment,
            @Nullable String operation,
            @Nullable String request,
            @Nullable String plan,
            @Nullable String result) {}

    static StoredRow following(Chain.Head head, Instant recordedAt, Texts texts) {
        long sequence = head.count() + 1;
        return new StoredRow(
                sequence, recordedAt, texts, head.hash(), digest(sequence, recordedAt, texts, head.hash()));
    }

    public static StoredRow read(ResultSet result) throws SQLException {
        Texts texts = new Texts(
                result.getString("kind"),
                result.getString("caller"),
                result.getString("remote_address"),
                result.getString("reason"),
                result.getString("environment"),
                result.getString("operation_id"),
                result.getString("request"),
                result.getString("plan"),
                result.getString("result"));
        return new StoredRow(
                result.getLong("sequence"),
                result.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                texts,
                HexFormat.of().formatHex(result.getBytes("previous_hash")),
                HexFormat.of().formatHex(result.getBytes("hash")));
    }

    /** About how many characters are hashed; at least 1. */
    public int length() {
        return 200 + length(texts.reason()) + length(texts.request()) + length(texts.plan()) + length(texts.result());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }

    /** The time as it is hashed. */
    public String time() {
        return TIME.format(recordedAt);
    }

    /** Whether the content is what the hash was made of, if the row were at this place. */
    public boolean isSoundAt(long place) {
        return hash.equals(digest(place, recordedAt, texts, previousHash));
    }

    private static String digest(long sequence, Instant recordedAt, Texts texts, String previousHash) {
        StringBuilder canonical = new StringBuilder();
        field(canonical, Long.toString(sequence));
        field(canonical, TIME.format(recordedAt));
        field(canonical, texts.kind());
        field(canonical, texts.caller());
        field(canonical, texts.remoteAddress());
        field(canonical, texts.reason());
        field(canonical, texts.environment());
        field(canonical, texts.operation());
        field(canonical, texts.request());
        field(canonical, texts.plan());
        field(canonical, texts.result());
        field(canonical, previousHash);
        return HexFormat.of().formatHex(sha256(canonical.toString()));
    }

    /** The length in bytes before each field, so that no two rows have one form. */
    private static void field(StringBuilder canonical, @Nullable String value) {
        if (value == null) {
            canonical.append("-,");
        } else {
            canonical
                    .append(value.getBytes(StandardCharsets.UTF_8).length)
                    .append(':')
                    .append(value)
                    .append(',');
        }
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
