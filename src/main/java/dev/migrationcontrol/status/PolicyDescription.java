package dev.migrationcontrol.status;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.migrationcontrol.environment.ExecutionPolicy;
import dev.migrationcontrol.environment.Policy;
import dev.migrationcontrol.environment.RehearsalPlace;
import dev.migrationcontrol.environment.ReviewPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How an environment may be changed. Of placeholders only the names are shown: their values may be secrets. */
@Schema(name = "Policy", description = "How an environment may be changed.")
record PolicyDescription(
        @Schema(description = "Environments with a lower number are listed first.", examples = "100")
        int displayOrder,

        @Schema(description = "Whether a change needs more than a request.", examples = "true")
        @JsonProperty("protected")
        boolean isProtected,

        @Schema(description = "The table that holds the history.", examples = "flyway_schema_history")
        String historyTable,

        @Schema(description = "The names of the placeholders that scripts may use.", examples = "[\"owner\"]")
        List<String> placeholders,

        @Schema(description = "Whether one migration may hold transactional and other statements.", examples = "false")
        boolean mixed,

        @Schema(description = "Whether versions below the newest applied one may run.", examples = "false")
        boolean outOfOrder,

        @Schema(description = "How long a statement waits for a lock before it gives up.", examples = "PT2S")
        Duration lockTimeout,

        @Schema(description = "How long one statement may run; PT0S is without end.", examples = "PT10M")
        Duration statementTimeout,

        @Schema(description = "How long a status check may take.", examples = "PT5S")
        Duration statusTimeout,

        @Schema(description = "How long to wait for another migration runner's lock.", examples = "PT30S")
        Duration lockWait,

        @Schema(
                description = "What becomes of a request while another operation is active: REFUSE or QUEUE.",
                examples = "REFUSE")
        ExecutionPolicy.OnBusy onBusy,

        @Schema(description = "How many operations may wait for the active one to end.", examples = "20")
        int queueLimit,

        @Schema(
                description = "How often a script is tried in all when locks or the connection stop it.",
                examples = "5")
        int retryAttempts,

        @Schema(description = "How long all tries of an operation may take together.", examples = "PT2M")
        Duration retryBudget,

        @Schema(
                description = "How many sessions may wait for the running script's locks; 0 is without limit.",
                examples = "50")
        int maxBlockedSessions,

        @Schema(
                description = "How long a session may wait for the running script's locks; PT0S is without limit.",
                examples = "PT10S")
        Duration maxBlockedTime,

        @Schema(
                description = "Whether an operation whose replica died goes on at the place that the history shows.",
                examples = "true")
        boolean resume,

        @Schema(
                description =
                        "Environments that a migration has to be applied to before; of those that the caller may view.",
                examples = "[\"test\"]")
        List<String> after,

        @Schema(description = "Whether an upgrade or a rollback has to name a plan.", examples = "false")
        boolean requirePlan,

        @Schema(description = "How many other persons have to approve a plan.", examples = "0")
        int approvals,

        @Schema(description = "How long a plan can be run.", examples = "PT24H")
        Duration planExpiry,

        @Schema(description = "Whether a plan has to have been rehearsed.", examples = "false")
        boolean requireRehearsal,

        @Schema(description = "On which server plans are rehearsed.", examples = "WHERE_POSSIBLE")
        RehearsalPlace rehearsal,

        @Schema(
                description = "Whether an upgrade runs only migrations whose undo script is proven.",
                examples = "false")
        boolean requireProvenUndo,

        @Schema(
                description =
                        "Whether a rollback has to name what it destroys. USUAL: in a protected environment, in one that"
                                + " requires plans, and where it names a plan.",
                examples = "USUAL")
        ReviewPolicy.AcceptLoss acceptLoss) {

    /** @param visible the environments that the caller may view */
    static PolicyDescription of(Policy policy, Set<String> visible) {
        return new PolicyDescription(
                policy.displayOrder(),
                policy.isProtected(),
                policy.historyTable(),
                policy.placeholders().keySet().stream().sorted().toList(),
                policy.mixed(),
                policy.outOfOrder(),
                policy.lockTimeout(),
                policy.statementTimeout(),
                policy.statusTimeout(),
                policy.lockWait(),
                policy.execution().onBusy(),
                policy.execution().queueLimit(),
                policy.execution().attempts(),
                policy.execution().retryBudget(),
                policy.execution().maxBlockedSessions(),
                policy.execution().maxBlockedTime(),
                policy.execution().resume(),
                policy.promotion().after().stream().filter(visible::contains).toList(),
                policy.review().planRequired(),
                policy.review().approvals(),
                policy.review().planExpiry(),
                policy.review().rehearsalRequired(),
                policy.review().rehearsal(),
                policy.review().provenUndoRequired(),
                policy.review().acceptLoss());
    }
}
