package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.journal.Entry;
import dev.migrationcontrol.problem.InvalidRequest;
import dev.migrationcontrol.problem.PageParameters;
import dev.migrationcontrol.problem.RequestTime;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Which entries a request asks for. */
class JournalQuery {
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
                PageParameters.before(pageToken),
                kind(),
                environment,
                operation(),
                RequestTime.parse("from", from),
                RequestTime.parse("to", to));
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
}
