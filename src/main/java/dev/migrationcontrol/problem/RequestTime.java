package dev.migrationcontrol.problem;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A time in a parameter of a request. */
public final class RequestTime {
    /** Years that PostgreSQL knows too; the parser of Java takes more, and 24:00 for the day after. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "(?!0000)\\d{4}-\\d\\d-\\d\\d[Tt](?:[01]\\d|2[0-3]):\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    private RequestTime() {}

    /**
     * The time; null where the request gives none.
     *
     * @throws InvalidRequest when it is none
     */
    public static @Nullable Instant parse(String field, @Nullable String text) {
        try {
            if (text != null && !RFC_3339.matcher(text).matches()) {
                throw new DateTimeParseException("not of RFC 3339", Shortened.of(text, 40), 0);
            }
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new InvalidRequest(field, "must be a time like 2026-01-31T00:00:00Z; a + in it is %2B in a URL");
        }
    }
}
