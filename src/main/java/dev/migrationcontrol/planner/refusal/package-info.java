/** Why nothing may be planned on a history. Pure. */
@NullMarked
package dev.migrationcontrol.planner.refusal;

import org.jspecify.annotations.NullMarked;
