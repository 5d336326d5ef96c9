package dev.migrationcontrol.plan;

import dev.migrationcontrol.problem.Refusal;

/** What the database holds cannot be read. */
final class SchemaUnreadable extends Refusal {
    private static final long serialVersionUID = 1L;

    SchemaUnreadable(String environment, String why) {
        super(
                "schema-unreadable",
                503,
                "The schema of the environment cannot be read",
                "What '" + environment + "' holds cannot be read: " + why);
    }
}
