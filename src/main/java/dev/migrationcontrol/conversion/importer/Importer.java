package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Conversion;
import dev.migrationcontrol.conversion.migration.SourceFolder;

/** Reads the migrations of one system from its folder; runs nothing of it. */
public interface Importer {
    /** The system's name, as audits spell it. */
    String system();

    /** Whether the folder is laid out as this system wants it. */
    boolean recognises(SourceFolder folder);

    /** Converts every migration; what cannot be converted is a finding of severity {@code ERROR}. */
    Conversion convert(SourceFolder folder);
}
