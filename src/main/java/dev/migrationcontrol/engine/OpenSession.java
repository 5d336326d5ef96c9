package dev.migrationcontrol.engine;

import dev.migrationcontrol.engine.output.ServerOutput;
import org.postgresql.core.BaseConnection;

/** A connection to a target, and the filter between the server and its driver. */
record OpenSession(BaseConnection connection, ServerOutput output) {}
