/**
 * The one reader of SQL scripts: tokens, statements, what psql alone understands, placeholders, and what a statement does to
 * transactions. Pure: text in, records out.
 */
@NullMarked
package dev.migrationcontrol.sql;

import org.jspecify.annotations.NullMarked;
