/** Changes that a person makes although something stands against them, and their review by another person. */
@NullMarked
package dev.migrationcontrol.breakglass;

import org.jspecify.annotations.NullMarked;
