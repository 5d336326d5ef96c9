/**
 * Tells configured receivers of operations' states, signed and with retries; knows of operations only what their listeners
 * are told.
 */
@NullMarked
package dev.migrationcontrol.webhook;

import org.jspecify.annotations.NullMarked;
