/** The states, steps, events and outcome of an operation, as values that every feature shares. */
@NullMarked
package dev.migrationcontrol.operation.state;

import org.jspecify.annotations.NullMarked;
