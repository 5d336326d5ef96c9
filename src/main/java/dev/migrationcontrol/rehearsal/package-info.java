/** Plans run once on a scratch database, and what each statement locked, rewrote and read there. */
@NullMarked
package dev.migrationcontrol.rehearsal;

import org.jspecify.annotations.NullMarked;
