/** Where the files of a tree use a migration system. */
@NullMarked
package dev.migrationcontrol.source.usage;

import org.jspecify.annotations.NullMarked;
