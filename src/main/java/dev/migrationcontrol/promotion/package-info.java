/** The order in which environments are upgraded, proven by what the earlier ones have applied. */
@NullMarked
package dev.migrationcontrol.promotion;

import org.jspecify.annotations.NullMarked;
