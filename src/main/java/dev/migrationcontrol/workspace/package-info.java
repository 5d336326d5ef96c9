/** Temporary folders that never outlive the service. */
@NullMarked
package dev.migrationcontrol.workspace;

import org.jspecify.annotations.NullMarked;
