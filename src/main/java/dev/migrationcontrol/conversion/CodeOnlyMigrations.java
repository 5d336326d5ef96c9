package dev.migrationcontrol.conversion;

import dev.migrationcontrol.problem.Refusal;

/** A folder whose migrations are programs, without the SQL that they run. */
final class CodeOnlyMigrations extends Refusal {
    private static final long serialVersionUID = 1L;

    CodeOnlyMigrations(String directory, String system) {
        super(
                "code-only-migrations",
                422,
                "The migrations are programs",
                "The migrations of " + system + " in " + directory
                        + " are programs, which are not run here. Give the SQL"
                        + " that the system prints (sqlOutput), let its configured tool print it (runTool), or take the schema"
                        + " that they made as one baseline (schemaDump or baselineOf).");
        member("directory", directory);
        member("system", system);
    }
}
