/** Undoes applied migrations as an operation; knows nothing of upgrades but what an operation says it applied. */
@NullMarked
package dev.migrationcontrol.rollback;

import org.jspecify.annotations.NullMarked;
