package dev.migrationcontrol.audit;

import dev.migrationcontrol.problem.Refusal;

/** A directory that is not below a configured root, is not there, or is reached through a link. */
final class UnknownSourceTree extends Refusal {
    private static final long serialVersionUID = 1L;

    UnknownSourceTree(String directory, boolean rootsConfigured) {
        super(
                "unknown-source-tree",
                404,
                "There is no such source tree",
                rootsConfigured
                        ? "No directory '" + directory.replaceAll("[^ -~]", "?")
                                + "' is below a configured root. Give a plain path below"
                                + " one of migration-control.audits.roots, without links and without '..'."
                        : "No roots are configured. Set migration-control.audits.roots to the directories that may be audited, or"
                                + " upload an archive.");
    }
}
