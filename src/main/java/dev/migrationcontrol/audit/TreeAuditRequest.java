package dev.migrationcontrol.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.operation.state.Reason;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Which tree to audit, and with which environments to compare it. */
@Schema(description = "Which source tree to audit, and with which environments to compare it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record TreeAuditRequest(
        @Schema(description = "The directory, as its path below one of the configured roots.", examples = "billing")
        @Nullable
        String directory,

        @Schema(
                description =
                        "Environments whose databases are compared with the tree: what each recorded is compared with the files.",
                examples = "[\"production\"]")
        @Nullable
        List<String> environments,

        @Schema(
                description =
                        "An environment on whose server the migrations are tried: they are converted, run and undone on"
                                + " scratch databases, which are dropped. The environment's own database is not touched. The configuration says which"
                                + " are allowed; without this field nothing is run.",
                examples = "staging")
        @Nullable
        String scratchEnvironment,

        @Schema(
                description = "The reason, which is kept with the operation; at most 500 characters.",
                examples = "before the consolidation")
        @Nullable
        String reason) {
    private static final int MOST_ENVIRONMENTS = 50;

    public TreeAuditRequest {
        Reason.require(reason);
        if (environments != null && environments.size() > MOST_ENVIRONMENTS) {
            throw new InvalidRequest("environments", "must name at most " + MOST_ENVIRONMENTS);
        }
        if (environments != null && environments.contains(null)) {
            throw new InvalidRequest("environments", "must hold names only");
        }
    }
}
