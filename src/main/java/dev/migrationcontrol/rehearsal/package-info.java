/**
 * Scratch databases, what a schema holds, and how two schemas differ; the only importer of the schema model. Knows nothing
 * of other migration systems.
 */
@NullMarked
package dev.migrationcontrol.rehearsal;

import org.jspecify.annotations.NullMarked;
