/** Adopts an existing schema: writes the marker that it stands at a version, as an operation. */
@NullMarked
package dev.migrationcontrol.baseline;

import org.jspecify.annotations.NullMarked;
