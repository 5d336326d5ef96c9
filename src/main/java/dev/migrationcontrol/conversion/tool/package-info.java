/** How another system's own tool is run: contained, and within limits. */
@NullMarked
package dev.migrationcontrol.conversion.tool;

import org.jspecify.annotations.NullMarked;
