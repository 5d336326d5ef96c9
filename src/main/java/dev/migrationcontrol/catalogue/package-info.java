/** What a target holds and how it is used, read from its catalogue and statistics with no more than SELECT. */
@NullMarked
package dev.migrationcontrol.catalogue;

import org.jspecify.annotations.NullMarked;
