package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.PageParameters;
import dev.migrationcontrol.problem.Shortened;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which entries a request asks for. */
class JournalQuery {
    /** Years that PostgreSQL knows too; the parser of Java takes more, and 24:00 for the day after. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "(?!0000)\\d{4}-\\d\\d-\\d\\d[Tt](?:[01]\\d|2[0-3]):\\d\\d(?::\\d\\d(?:\\.\\d{1,9})?)?(?:[Zz]|[+-]\\d\\d:\\d\\d)");

    @Parameter(description = "Only entries about this environment.", example = "production")
    @QueryParam("environment")
    @Nullable
    String environment;

    @Parameter(description = "Only entries about this operation.", example = "0192f0c1-7c00-7000-8000-000000000000")
    @QueryParam("operation")
    @Nullable
    String operation;

    @Parameter(
            description =
                    "Only entries of this kind: REQUEST_ACCEPTED, REQUEST_REFUSED, CANCELLATION_REQUESTED, OPERATION_ENDED,"
                            + " TOKEN_CREATED, TOKEN_REVOKED, BREAK_GLASS, BREAK_GLASS_REVIEWED,"
                            + " PLAN_APPROVED, PLAN_REJECTED, APPROVAL_WITHDRAWN, FREEZE_SET,"
                            + " FREEZE_LIFTED or ARCHIVE_DELETED.",
            example = "REQUEST_REFUSED")
    @QueryParam("kind")
    @Nullable
    String kind;

    @Parameter(description = "Only entries written then or later (RFC 3339).", example = "2026-01-31T00:00:00Z")
    @QueryParam("from")
    @Nullable
    String from;

    @Parameter(description = "Only entries written before then (RFC 3339).", example = "2026-02-01T00:00:00Z")
    @QueryParam("to")
    @Nullable
    String to;

    @Parameter(description = "How many entries a page holds, 1 to 200; the default is 50.", example = "50")
    @QueryParam("pageSize")
    @Nullable
    String pageSize;

    @Parameter(description = "The nextPageToken of the page before.", example = "17")
    @QueryParam("pageToken")
    @Nullable
    String pageToken;

    JournalReader.Filter filter() {
        return new JournalReader.Filter(
                PageParameters.before(pageToken), kind(), environment, operation(), time("from", from), time("to", to));
    }

    int size() {
        return PageParameters.size(pageSize);
    }

    private Entry.@Nullable Kind kind() {
        try {
            return kind == null ? null : Entry.Kind.valueOf(kind);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("kind", "must be one of " + Arrays.toString(Entry.Kind.values()));
        }
    }

    private @Nullable UUID operation() {
        try {
            return operation == null ? null : UUID.fromString(operation);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("operation", "must be the id of an operation, a UUID");
        }
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
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
