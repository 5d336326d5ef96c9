/** The tables in which programs write down which migrations they ran, as their text says. */
@NullMarked
package dev.migrationcontrol.source.history;

import org.jspecify.annotations.NullMarked;
