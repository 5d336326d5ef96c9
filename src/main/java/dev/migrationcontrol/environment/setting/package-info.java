/** How settings are written: durations, lists, times, names of properties and of the variables that replace them. Pure. */
@NullMarked
package dev.migrationcontrol.environment.setting;

import org.jspecify.annotations.NullMarked;
