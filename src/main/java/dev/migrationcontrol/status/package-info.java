/**
 * The read model of environments: which are configured, the status of each, and every one of its migrations; it
 * changes nothing.
 */
@NullMarked
package dev.migrationcontrol.status;

import org.jspecify.annotations.NullMarked;
