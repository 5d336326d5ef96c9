/** Where a database is, and how to log on to it. */
@NullMarked
package dev.migrationcontrol.environment.database;

import org.jspecify.annotations.NullMarked;
