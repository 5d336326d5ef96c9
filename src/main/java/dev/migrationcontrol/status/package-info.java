/**
 * The read model of environments: which are configured, where each of them stands, and every one of its migrations;
 * changes nothing.
 */
@NullMarked
package dev.migrationcontrol.status;

import org.jspecify.annotations.NullMarked;
