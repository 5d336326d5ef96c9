package dev.migrationcontrol.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.migrationcontrol.problem.InvalidRequest;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * That a person takes a change upon itself although a freeze, the order of environments or a missing approval stands
 * against it.
 *
 * @throws InvalidRequest where no reason is given, or one that is too long
 */
@Schema(
        description = "Makes the change although a freeze or the order of environments stands against it. It is for"
                + " emergencies: every use is an alarm, and another person has to review it.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BreakGlass(
        @Schema(
                description = "Why it cannot wait.",
                examples = "orders are lost, the fix is version 44",
                required = true)
        String reason,

        @Schema(description = "Where it is discussed.", examples = "INC-4711") @Nullable
        String ticket) {
    /** The field of requests that holds it. */
    public static final String FIELD = "breakGlass";

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_TICKET = 100;

    public BreakGlass {
        if (reason == null || reason.isBlank() || reason.length() > LONGEST_REASON || reason.indexOf(0) >= 0) {
            throw new InvalidRequest(FIELD + ".reason", "must say why, in 1 to " + LONGEST_REASON + " characters");
        }
        if (ticket != null && (ticket.isBlank() || ticket.length() > LONGEST_TICKET || ticket.indexOf(0) >= 0)) {
            throw new InvalidRequest(
                    FIELD + ".ticket", "must have 1 to " + LONGEST_TICKET + " characters, or be left out");
        }
    }
}
