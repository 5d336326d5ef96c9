/** Rows that a rollback destroys: counted, accepted by name, and copied into an archive from which they come back. */
@NullMarked
package dev.migrationcontrol.loss;

import org.jspecify.annotations.NullMarked;
