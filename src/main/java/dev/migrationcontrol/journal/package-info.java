/**
 * The journal: who asked for what and what came of it, append-only and hash-chained in the control database; knows no
 * feature: whoever accepts work appends to it in its own transaction.
 */
@NullMarked
package dev.migrationcontrol.journal;

import org.jspecify.annotations.NullMarked;
