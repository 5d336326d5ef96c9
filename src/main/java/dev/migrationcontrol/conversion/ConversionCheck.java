package dev.migrationcontrol.conversion;

import dev.migrationcontrol.source.SystemReport;
import java.nio.file.Path;
import java.util.Optional;

/** Converts a system's scripts to see what comes of it; the boundary to whoever has importers. */
public interface ConversionCheck {
    /** Empty for a system that is not converted from its files. Blocks; runs nothing of the tree. */
    Optional<TreeConversion> of(SystemReport system, Path tree);
}
