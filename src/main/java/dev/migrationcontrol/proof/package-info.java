/** Undo scripts that are run on scratch databases, and what each of them brings back, kept by what it rests on. */
@NullMarked
package dev.migrationcontrol.proof;

import org.jspecify.annotations.NullMarked;
