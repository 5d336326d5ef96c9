/**
 * Takes over from the systems that an audit found: turns their trees into Flyway's scripts, proves them and adopts them;
 * knows nothing of how upgrades are asked for.
 */
@NullMarked
package dev.migrationcontrol.consolidation;

import org.jspecify.annotations.NullMarked;
