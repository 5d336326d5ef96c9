package dev.migrationcontrol.engine;

import org.postgresql.core.BaseConnection;

/** A connection to a target, and what stands between the server and its driver. */
record OpenSession(BaseConnection connection, ServerOutput output) {}
