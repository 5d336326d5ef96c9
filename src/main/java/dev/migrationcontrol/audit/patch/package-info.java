/** The changes that a consolidation makes to a tree, drafted as a patch for git. Writes nothing to the tree. */
@NullMarked
package dev.migrationcontrol.audit.patch;

import org.jspecify.annotations.NullMarked;
