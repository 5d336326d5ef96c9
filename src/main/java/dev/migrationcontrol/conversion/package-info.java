/** Turns the scripts of other migration systems into a set of Flyway scripts with a manifest; runs nothing on a target. */
@NullMarked
package dev.migrationcontrol.conversion;

import org.jspecify.annotations.NullMarked;
