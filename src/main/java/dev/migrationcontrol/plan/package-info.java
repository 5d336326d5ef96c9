/** Plans that are stored, bound to what they were made from, and run as they were read. */
@NullMarked
package dev.migrationcontrol.plan;

import org.jspecify.annotations.NullMarked;
