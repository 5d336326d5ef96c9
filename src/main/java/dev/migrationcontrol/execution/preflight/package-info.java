/** What is asked and checked before a plan is made: the target, its state, the fields of the request. */
@NullMarked
package dev.migrationcontrol.execution.preflight;

import org.jspecify.annotations.NullMarked;
