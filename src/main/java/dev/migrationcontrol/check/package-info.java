/** Checks of scripts for pull requests, and the catalogue of rules; nothing of it is stored. */
@NullMarked
package dev.migrationcontrol.check;

import org.jspecify.annotations.NullMarked;
