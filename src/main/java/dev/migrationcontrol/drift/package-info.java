/** How the schema of an environment differs from what its history has built, since when, and who changed it. */
@NullMarked
package dev.migrationcontrol.drift;

import org.jspecify.annotations.NullMarked;
