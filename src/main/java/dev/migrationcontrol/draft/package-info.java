/** Undo scripts that are drafted from what a migration changes, and proven at once. */
@NullMarked
package dev.migrationcontrol.draft;

import org.jspecify.annotations.NullMarked;
