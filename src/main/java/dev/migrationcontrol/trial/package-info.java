/** Runs the scripts of a tree up and back on scratch databases, to show what they really do. */
@NullMarked
package dev.migrationcontrol.trial;

import org.jspecify.annotations.NullMarked;
