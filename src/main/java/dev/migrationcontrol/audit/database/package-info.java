/** Audits of databases: which migration systems recorded what in them, and whether that is true. Changes nothing. */
@NullMarked
package dev.migrationcontrol.audit.database;

import org.jspecify.annotations.NullMarked;
