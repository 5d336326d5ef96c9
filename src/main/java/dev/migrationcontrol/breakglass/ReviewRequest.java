package dev.migrationcontrol.breakglass;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a reviewer says. */
@Schema(description = "What the reviewer says; optional.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReviewRequest(
        @Schema(
                description = "A comment, at most 1000 characters.",
                examples = "justified; version 44 goes to test today")
        @Nullable
        String comment) {
    private static final int LONGEST = 1_000;

    static final ReviewRequest NOTHING_SAID = new ReviewRequest(null);

    ReviewRequest {
        if (comment != null && (comment.length() > LONGEST || comment.indexOf(0) >= 0)) {
            throw new InvalidRequest("comment", "must have at most " + LONGEST + " characters");
        }
    }
}
