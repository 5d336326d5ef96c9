/**
 * Migration scripts as files: their names, versions, fingerprints and statements, found and read once; with {@code engine}
 * the only importer of Flyway. Runs nothing.
 */
@NullMarked
package dev.migrationcontrol.script;

import org.jspecify.annotations.NullMarked;
