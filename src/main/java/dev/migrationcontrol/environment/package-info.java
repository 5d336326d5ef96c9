/**
 * Owns the configured environments: the variable standard, database URLs, policy, connections and the embedded server;
 * knows no migration, no operation and no HTTP.
 */
@NullMarked
package dev.migrationcontrol.environment;

import org.jspecify.annotations.NullMarked;
