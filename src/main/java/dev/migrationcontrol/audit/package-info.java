/** Audits of source trees: what they hold, how it compares with databases, and the documents about it. Changes nothing. */
@NullMarked
package dev.migrationcontrol.audit;

import org.jspecify.annotations.NullMarked;
