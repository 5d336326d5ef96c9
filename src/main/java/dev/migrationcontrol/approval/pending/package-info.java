/** Plans that other persons approve before they are run. */
@NullMarked
package dev.migrationcontrol.approval.pending;

import org.jspecify.annotations.NullMarked;
