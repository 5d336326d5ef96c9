package dev.migrationcontrol.token;

import dev.migrationcontrol.access.Grant;
import dev.migrationcontrol.access.Role;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A role on environments, as a token has it. */
@Schema(name = "TokenScope", description = "A role on environments.")
record Scope(
        @Schema(description = "The role.", examples = "deployer")
        String role,

        @Schema(description = "The environments by their names, or `*` alone for all.", examples = "[\"test\"]")
        List<String> environments) {
    /** Callers send anything, also nothing; what is wrong is said later, all at once. */
    Scope {
        role = Objects.requireNonNullElse(role, "");
        environments = environments == null
                ? List.of()
                : environments.stream()
                        .map(each -> Objects.requireNonNullElse(each, ""))
                        .toList();
    }

    Role granted() {
        return Role.find(role).orElseThrow();
    }

    /** As much of it as a grant gives now. */
    Optional<Grant> within(Grant grant) {
        return grant.within(granted(), Set.copyOf(environments));
    }
}
