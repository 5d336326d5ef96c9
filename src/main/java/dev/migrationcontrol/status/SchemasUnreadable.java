package dev.migrationcontrol.status;

import dev.migrationcontrol.problem.Refusal;
import dev.migrationcontrol.problem.Shortened;

/** The objects of one of two environments cannot be read. */
final class SchemasUnreadable extends Refusal {
    private static final long serialVersionUID = 1L;

    SchemasUnreadable(String left, String right, String why) {
        super(
                "schema-unreadable",
                503,
                "The schema cannot be read",
                "The objects of " + left + " and " + right + " cannot be compared: " + Shortened.of(why, 500)
                        + ". Compare their migrations alone, or ask again.");
    }
}
