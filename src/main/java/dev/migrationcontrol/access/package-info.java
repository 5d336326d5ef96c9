/** Who asks, and what they may do: tokens, grants, decisions; every request passes here before anything is done. */
@NullMarked
package dev.migrationcontrol.access;

import org.jspecify.annotations.NullMarked;
