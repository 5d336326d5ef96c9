/** Times in which environments are not changed, configured or set for once. */
@NullMarked
package dev.migrationcontrol.freeze;

import org.jspecify.annotations.NullMarked;
