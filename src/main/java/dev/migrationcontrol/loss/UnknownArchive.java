package dev.migrationcontrol.loss;

import dev.migrationcontrol.problem.Refusal;
import java.util.UUID;

/** The environment keeps no archive of this id. */
final class UnknownArchive extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownArchive(String environment, UUID id) {
        super(
                "unknown-archive",
                404,
                "There is no such archive",
                "'" + environment + "' keeps no archive " + id + ". GET /api/v1/environments/" + environment
                        + "/archives lists those that there are.");
    }
}
