/**
 * Reads source trees: migration systems, their rules and usage, database variables. Runs nothing of what it reads, and knows
 * neither HTTP nor databases.
 */
@NullMarked
package dev.migrationcontrol.source;

import org.jspecify.annotations.NullMarked;
