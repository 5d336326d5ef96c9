/** What every HTTP request has to pass before anything else looks at it; nothing imports it. */
@NullMarked
package dev.migrationcontrol.gate;

import org.jspecify.annotations.NullMarked;
