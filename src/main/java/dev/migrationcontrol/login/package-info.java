/** Logins of browsers in the control database, which count on every replica until they end. */
@NullMarked
package dev.migrationcontrol.login;

import org.jspecify.annotations.NullMarked;
