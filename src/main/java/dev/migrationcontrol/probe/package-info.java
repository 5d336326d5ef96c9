/**
 * The only importer of the reactive PostgreSQL client: what a database is and holds now, read without creating or
 * changing anything; knows no scripts, no plan and no operation.
 */
@NullMarked
package dev.migrationcontrol.probe;

import org.jspecify.annotations.NullMarked;
