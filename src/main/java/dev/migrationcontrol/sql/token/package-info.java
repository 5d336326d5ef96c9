/** How a text of SQL is cut into tokens, lines and placeholders. Pure. */
@NullMarked
package dev.migrationcontrol.sql.token;

import org.jspecify.annotations.NullMarked;
