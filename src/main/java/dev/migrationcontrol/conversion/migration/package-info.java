/** The model of a conversion: a source migration, what became of it, its number and its text. */
@NullMarked
package dev.migrationcontrol.conversion.migration;

import org.jspecify.annotations.NullMarked;
