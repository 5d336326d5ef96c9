package dev.migrationcontrol.journal;

import dev.migrationcontrol.problem.InvalidRequest;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Shows the journal, and proves it. */
@Path("/api/v1/journal")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Journal", description = "Who asked for what and what came of it; append-only and hash-chained.")
class JournalResource {
    private final JournalReader reader;
    private final JournalVerification verification;

    JournalResource(JournalReader reader, JournalVerification verification) {
        this.reader = reader;
        this.verification = verification;
    }

    /** A page of entries. */
    @Schema(name = "JournalPage", description = "A page of entries, the newest first.")
    public record Page(
            @Schema(description = "The entries.") List<JournalEntry> items,

            @Schema(description = "Give this as pageToken to get the next page; null on the last one.", examples = "17")
            @Nullable
            String nextPageToken) {}

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
        List<JournalEntry> found = reader.list(query.filter(), size + 1);
        List<JournalEntry> items = List.copyOf(found.subList(0, Math.min(size, found.size())));
        return new Page(
                items, found.size() > size ? Long.toString(items.get(size - 1).sequence()) : null);
    }

    @GET
    @Path("/verification")
    @Blocking
    @Operation(
            operationId = "verifyJournal",
            summary = "Prove the journal",
            description = "Reads every entry and computes the chain of hashes anew. A chain that was forged as a whole,"
                    + " its end included, is found only against a count and hash that were noted elsewhere before: give"
                    + " both.")
    @APIResponse(responseCode = "200", description = "Whether the chain is whole, or where it first is not.")
    @APIResponse(responseCode = "503", description = "`journal-unavailable`: the control database does not answer.")
    public Verdict verify(
            @Parameter(description = "How many entries there were when the hash was noted.", example = "1000")
                    @QueryParam("expectedCount")
                    @Nullable
                    String expectedCount,
            @Parameter(
                            description = "The hash that was noted of the entry of that number.",
                            example = "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752")
                    @QueryParam("expectedHash")
                    @Nullable
                    String expectedHash) {
        return verification.verify(expected(expectedCount, expectedHash));
    }

    private static Chain.@Nullable Head expected(@Nullable String count, @Nullable String hash) {
        if (count == null && hash == null) {
            return null;
        }
        if (count == null || !count.matches("[1-9]\\d{0,17}")) {
            throw new InvalidRequest("expectedCount", "must be the number of entries that expectedHash was noted with");
        }
        if (hash == null || !hash.matches("[0-9a-fA-F]{64}")) {
            throw new InvalidRequest("expectedHash", "must be the 64 hexadecimal digits noted with expectedCount");
        }
        return new Chain.Head(Long.parseLong(count), hash.toLowerCase(Locale.ROOT));
    }
}
