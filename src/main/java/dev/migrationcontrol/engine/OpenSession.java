package dev.migrationcontrol.engine;

import org.postgresql.core.BaseConnection;

/** A connection to a target, and the filter between the server and its driver. */
record OpenSession(BaseConnection connection, ServerOutput output) {}
