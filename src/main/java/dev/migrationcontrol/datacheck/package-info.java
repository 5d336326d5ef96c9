/** Questions to the rows of a target: how many of them would make a statement fail. */
@NullMarked
package dev.migrationcontrol.datacheck;

import org.jspecify.annotations.NullMarked;
