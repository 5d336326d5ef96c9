package dev.migrationcontrol.breakglass;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** No change with broken glass has this operation. */
final class UnknownUse extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownUse(UUID operation) {
        super(
                "unknown-break-glass",
                404,
                "Unknown use of break-glass",
                "No use of break-glass belongs to the operation " + operation + ".");
    }
}
