package dev.migrationcontrol.conversion;

import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What is to be converted. */
@Schema(description = "What is to be converted into one set of Flyway scripts.")
record ConversionRequest(
        @Schema(
                description =
                        "The folders, in the order in which they are put together where dates do not decide it; 20 at most.")
        @Nullable
        List<SourceRequest> sources) {
    private static final int MOST = 20;

    public ConversionRequest {
        if (sources == null || sources.isEmpty() || sources.size() > MOST) {
            throw new InvalidRequest("sources", "must name 1 to " + MOST + " folders");
        }
        sources = List.copyOf(sources);
    }

    List<SourceRequest> requireSources() {
        return java.util.Objects.requireNonNull(sources);
    }
}
