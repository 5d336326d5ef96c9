package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** There is no audit of this id. */
final class UnknownTreeAudit extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownTreeAudit(UUID id) {
        super(
                "unknown-audit",
                404,
                "There is no such audit",
                "There is no audit " + id + ". Look at the operations of type AUDIT.");
    }
}
