/** Applies pending migrations as an operation; knows nothing of rollbacks. */
@NullMarked
package dev.migrationcontrol.upgrade;

import org.jspecify.annotations.NullMarked;
