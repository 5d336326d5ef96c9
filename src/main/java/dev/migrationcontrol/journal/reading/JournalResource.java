package dev.migrationcontrol.journal.reading;

import dev.migrationcontrol.access.Access;
import dev.migrationcontrol.access.Requires;
import dev.migrationcontrol.access.Verb;
import dev.migrationcontrol.journal.Chain;
import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Shows the journal, and proves it. */
@Path("/api/v1/journal")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Journal", description = "Who asked for what and what came of it; append-only and hash-chained.")
class JournalResource {
    private final JournalReader reader;
    private static final int MOST_EXPORTED = 100_000;

    private final JournalVerification verification;
    private final JournalExport export;
    private final Access access;

    JournalResource(JournalReader reader, JournalVerification verification, JournalExport export, Access access) {
        this.reader = reader;
        this.verification = verification;
        this.export = export;
        this.access = access;
    }

    /** A page of entries. */
    @Schema(name = "JournalPage", description = "A page of entries, the newest first.")
    public record Page(
            @Schema(description = "The entries.") List<JournalEntry> items,

            @Schema(description = "Give this as pageToken to get the next page; null on the last one.", examples = "17")
            @Nullable
            String nextPageToken) {}

    @Requires(Verb.VIEW)
    @GET
    @Blocking
    @Operation(
            operationId = "listJournal",
            summary = "Read the journal",
            description = "Entries, the newest first; each parameter narrows them. The order is that of the sequence"
                    + " numbers, so pages stay as they are while entries are added.")
    @APIResponse(responseCode = "200", description = "A page of entries.")
    @APIResponse(responseCode = "503", description = "`journal-unavailable`: the control database does not answer.")
    public Page list(@BeanParam JournalQuery query) {
        int size = query.size();
        List<JournalEntry> found = reader.list(
                query.filter(),
                size + 1,
                access.viewsAll()
                        ? null
                        : new JournalReader.Visible(
                                access.visible(), access.caller().id()));
        List<JournalEntry> items = List.copyOf(found.subList(0, Math.min(size, found.size())));
        return new Page(
                items, found.size() > size ? Long.toString(items.get(size - 1).sequence()) : null);
    }

    @Requires(Verb.ADMINISTER)
    @GET
    @Path("/verification")
    @Operation(
            operationId = "verifyJournal",
            summary = "Prove the journal",
            description = "Reads every entry and computes the chain of hashes anew. A chain that was forged as a whole,"
                    + " its end included, is found only against a count and hash that were noted elsewhere before: give"
                    + " both as `expectedCount` and `expectedHash`. With `fromCount` and `fromHash`, the count and hash"
                    + " of an earlier proof, it begins after that entry. A replica makes one proof at a time; the same"
                    + " question asked meanwhile gets the same answer.")
    @APIResponse(responseCode = "200", description = "Whether the chain is whole, or where it first is not.")
    @APIResponse(
            responseCode = "503",
            description =
                    "`journal-unavailable`: the control database does not answer; `journal-busy`: other proofs are"
                            + " being made. `Retry-After` says when to ask again.")
    public Uni<Verdict> verify(
            @Parameter(description = "How many entries there were when the hash was noted.", example = "1000")
                    @QueryParam("expectedCount")
                    @Nullable
                    String expectedCount,
            @Parameter(
                            description = "The hash that was noted of the entry of that number.",
                            example = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
                    @QueryParam("expectedHash")
                    @Nullable
                    String expectedHash,
            @Parameter(description = "The entry after which to begin, proven before.", example = "1000")
                    @QueryParam("fromCount")
                    @Nullable
                    String fromCount,
            @Parameter(
                            description = "The hash of that entry.",
                            example = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
                    @QueryParam("fromHash")
                    @Nullable
                    String fromHash) {
        JournalVerification.Question question = new JournalVerification.Question(
                head("fromCount", fromCount, "fromHash", fromHash),
                head("expectedCount", expectedCount, "expectedHash", expectedHash));
        return Uni.createFrom().completionStage(verification.verify(question));
    }

    @Requires(Verb.ADMINISTER)
    @GET
    @Path("/export")
    @Produces("application/x-ndjson")
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "exportJournal",
            summary = "Export the journal",
            description =
                    "Entries in their order, the oldest first, one JSON object a line, with every value as the text"
                            + " that is hashed. Go on with `after` and the last `sequence`, until an answer is empty.")
    @APIResponse(
            responseCode = "200",
            description = "The entries.",
            content =
                    @Content(
                            mediaType = "application/x-ndjson",
                            schema = @Schema(implementation = ExportedEntry.class)))
    @APIResponse(responseCode = "503", description = "`journal-unavailable`: the control database does not answer.")
    public Multi<ExportedEntry> export(
            @Parameter(description = "The number of the last entry that is known; 0 for all.", example = "1000")
                    @QueryParam("after")
                    @Nullable
                    String after,
            @Parameter(description = "How many entries, 1 to 100000; the default is 10000.", example = "10000")
                    @QueryParam("limit")
                    @Nullable
                    String limit) {
        return export.after(
                number("after", after, 0, Long.MAX_VALUE, 0), (int) number("limit", limit, 1, MOST_EXPORTED, 10_000));
    }

    private static long number(String field, @Nullable String text, long least, long most, long otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw new InvalidRequest(
                    field, "must be a whole number" + (most == Long.MAX_VALUE ? "" : " from " + least + " to " + most));
        }
        return Long.parseLong(text);
    }

    private static Chain.@Nullable Head head(
            String countField, @Nullable String count, String hashField, @Nullable String hash) {
        if (count == null && hash == null) {
            return null;
        }
        if (count == null || !count.matches("[1-9]\\d{0,17}")) {
            throw new InvalidRequest(countField, "must be the number of entries that " + hashField + " was noted with");
        }
        if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
            throw new InvalidRequest(hashField, "must be the 64 hexadecimal digits noted with " + countField);
        }
        return new Chain.Head(Long.parseLong(count), hash.toLowerCase(Locale.ROOT));
    }
}
