/** Whether the same request was made before. */
@NullMarked
package dev.migrationcontrol.operation.idempotency;

import org.jspecify.annotations.NullMarked;
