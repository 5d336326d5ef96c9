/**
 * Notifies configured receivers of operations' states, signed and with retries; it knows of operations only what their
 * listeners hear.
 */
@NullMarked
package dev.migrationcontrol.webhook;

import org.jspecify.annotations.NullMarked;
