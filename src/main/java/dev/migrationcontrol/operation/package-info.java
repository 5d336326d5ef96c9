/**
 * Durable operations, their steps and states, and the only importer of the scheduling engine; knows no feature: features
 * register an {@code OperationHandler} by type.
 */
@NullMarked
package dev.migrationcontrol.operation;

import org.jspecify.annotations.NullMarked;
