/** Repairs a history as Flyway's repair does, as an operation that lists what it changes. */
@NullMarked
package dev.migrationcontrol.repair;

import org.jspecify.annotations.NullMarked;
