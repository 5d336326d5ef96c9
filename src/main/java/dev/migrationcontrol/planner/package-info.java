/** Pure: history and scripts in, the state of every migration and what would run, or why not, out; no I/O. */
@NullMarked
package dev.migrationcontrol.planner;

import org.jspecify.annotations.NullMarked;
