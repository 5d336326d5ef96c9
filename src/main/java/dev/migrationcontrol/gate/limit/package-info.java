/** Limits of connections, heads, bodies and representations, before anything else looks at a request. */
@NullMarked
package dev.migrationcontrol.gate.limit;

import org.jspecify.annotations.NullMarked;
