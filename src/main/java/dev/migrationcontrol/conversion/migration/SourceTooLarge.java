package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.problem.Refusal;

/** A folder that is beyond what is read. */
public final class SourceTooLarge extends Refusal {
    private static final long serialVersionUID = 1L;

    SourceTooLarge(String directory, String why) {
        super(
                "source-too-large",
                422,
                "The source is too large",
                "The folder " + directory + " is not read: " + why + ". Name the folder of the migrations itself.");
        member("directory", directory);
    }
}
