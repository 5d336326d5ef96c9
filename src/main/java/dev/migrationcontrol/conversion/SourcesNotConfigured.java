package dev.migrationcontrol.conversion;

import dev.migrationcontrol.problem.Refusal;

/** No folder is configured below which sources may be read. */
final class SourcesNotConfigured extends Refusal {
    private static final long serialVersionUID = 1L;

    SourcesNotConfigured() {
        super(
                "sources-not-configured",
                409,
                "No sources may be read",
                "Set migration-control.consolidation.roots to the folders below which sources may be named.");
    }
}
