package dev.migrationcontrol.status;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A part of a list. */
@Schema(description = "A part of a list, in its stable order.")
record Page<T>(
        @Schema(description = "The items of this page, in the list's stable order.")
        List<T> items,

        @Schema(description = "What to send as pageToken for the next page; null on the last one.", examples = "MTAw")
        @Nullable
        String nextPageToken) {
    Page {
        items = List.copyOf(items);
    }

    /** Asks for all results at once. */
    <R> Uni<Page<R>> resolve(Function<T, Uni<R>> question) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(new Page<>(List.of(), nextPageToken));
        }
        return Uni.join()
                .all(items.stream().map(question).toList())
                .andFailFast()
                .map(results -> new Page<>(results, nextPageToken));
    }

    <R> Page<R> map(Function<T, R> mapper) {
        return new Page<>(items.stream().map(mapper).toList(), nextPageToken);
    }
}
