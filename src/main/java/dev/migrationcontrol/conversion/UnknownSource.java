package dev.migrationcontrol.conversion;

import dev.migrationcontrol.problem.Refusal;

/** A folder or file that is not there, or not below a configured root. */
final class UnknownSource extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownSource(String directory) {
        super(
                "unknown-source",
                422,
                "There is no such source",
                "There is no folder or file '" + directory
                        + "' below a root of migration-control.consolidation.roots, or" + " it leads out of it.");
        member("directory", directory);
    }
}
