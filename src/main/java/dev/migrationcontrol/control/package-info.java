/** The control database of the service itself, its pools, its clock, and what happens while it is away. */
@NullMarked
package dev.migrationcontrol.control;

import org.jspecify.annotations.NullMarked;
