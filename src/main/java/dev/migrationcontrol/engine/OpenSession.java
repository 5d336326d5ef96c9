package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.output.ServerOutput;
import org.postgresql.core.BaseConnection;

/** A connection to a target, the filter between the server and its driver, and what it comes back to. */
record OpenSession(BaseConnection connection, ServerOutput output, SessionState state) {}
