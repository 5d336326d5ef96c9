package dev.migrationcontrol.conversion;

import dev.migrationcontrol.problem.Refusal;
import java.util.List;

/** A folder of which no system is known, or a system that no importer knows. */
final class SourceUnrecognised extends Refusal {
    private static final long serialVersionUID = 1L;

    SourceUnrecognised(String directory, String detail, List<String> known) {
        super("source-unrecognised", 422, "The source's system is not known", detail);
        member("directory", directory);
        member("systems", known);
    }
}
