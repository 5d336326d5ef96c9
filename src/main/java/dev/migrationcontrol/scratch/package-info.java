/** Scratch databases, which never outlive their use, and scripts replayed on them. */
@NullMarked
package dev.migrationcontrol.scratch;

import org.jspecify.annotations.NullMarked;
