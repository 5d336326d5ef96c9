/** How the scripts of each migration system are read; one importer a system. */
@NullMarked
package dev.migrationcontrol.conversion.importer;

import org.jspecify.annotations.NullMarked;
