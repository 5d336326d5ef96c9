/** Plans that other persons approve before they are run. */
@NullMarked
package dev.migrationcontrol.approval;

import org.jspecify.annotations.NullMarked;
