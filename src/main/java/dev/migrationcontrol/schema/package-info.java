/**
 * What a schema holds, how two schemas differ, and the script that closes a difference; the only importer of the schema
 * model.
 */
@NullMarked
package dev.migrationcontrol.schema;

import org.jspecify.annotations.NullMarked;
