/** Health and readiness as orchestrators ask for them; nothing imports it, and no check waits for a database or a thread. */
@NullMarked
package dev.migrationcontrol.observability;

import org.jspecify.annotations.NullMarked;
