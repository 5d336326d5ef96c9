package dev.migrationcontrol.draft;

import dev.migrationcontrol.problem.Refusal;

/** No script of the environment has the version. */
final class UnknownMigration extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownMigration(String environment, String version) {
        super(
                "unknown-migration",
                404,
                "There is no such migration",
                "Of version " + version + " there is no script in the locations of '" + environment
                        + "' that is applied or would be.");
    }
}
