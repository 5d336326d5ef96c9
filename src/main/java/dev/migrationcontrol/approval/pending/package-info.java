/** Plans that wait for persons, of all environments together. */
@NullMarked
package dev.migrationcontrol.approval.pending;

import org.jspecify.annotations.NullMarked;
