/** What a server sends to a session that runs scripts, bounded before the driver reads it. */
@NullMarked
package dev.migrationcontrol.engine.output;

import org.jspecify.annotations.NullMarked;
