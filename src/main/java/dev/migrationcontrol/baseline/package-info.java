/** Adopts an existing schema: records which version it has, as an operation. */
@NullMarked
package dev.migrationcontrol.baseline;

import org.jspecify.annotations.NullMarked;
