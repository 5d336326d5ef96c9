/**
 * Runs a plan on its target inside an operation, and refuses or fails it in one voice: what upgrades, rollbacks,
 * baselines and repairs share.
 */
@NullMarked
package dev.migrationcontrol.execution;

import org.jspecify.annotations.NullMarked;
