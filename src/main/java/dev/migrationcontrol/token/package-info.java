/** API tokens in the control database: who makes them, what they may do, when they end. */
@NullMarked
package dev.migrationcontrol.token;

import org.jspecify.annotations.NullMarked;
