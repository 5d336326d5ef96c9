/** The files of a tree or of an archive, with limits on what is read. */
@NullMarked
package dev.migrationcontrol.source.tree;

import org.jspecify.annotations.NullMarked;
