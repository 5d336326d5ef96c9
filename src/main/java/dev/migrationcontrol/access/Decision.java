package dev.migrationcontrol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Whether a caller may do something, and every reason why not. */
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "AccessDecision", description = "Whether the caller may do something, and every reason why not.")
record Decision(
        @Schema(description = "What is to be done.", examples = "rollback")
        String verb,

        @Schema(description = "Where; null for what belongs to no environment.", examples = "production") @Nullable
        String environment,

        @Schema(description = "Whether it is allowed.", examples = "false")
        boolean allowed,

        @Schema(description = "The grant that allows it; null where none does.", examples = "ci") @Nullable
        String grant,

        @Schema(description = "Roles that would do.", examples = "[\"maintainer\"]")
        List<String> roles,

        @Schema(
                description = "Every reason why it is not allowed; empty where it is.",
                examples = "[\"The grant ci gives deployer, which does not include rollback.\"]")
        List<String> reasons) {
    Decision {
        roles = List.copyOf(roles);
        reasons = List.copyOf(reasons);
    }
}
