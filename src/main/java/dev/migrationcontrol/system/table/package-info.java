/** What the version table of each system looks like, and what its rows say. */
@NullMarked
package dev.migrationcontrol.system.table;

import org.jspecify.annotations.NullMarked;
