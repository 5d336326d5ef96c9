/**
 * Reads source trees and archives of them: migration systems, their scripts and users, database variables. Runs nothing of
 * what it reads, and knows neither HTTP nor databases.
 */
@NullMarked
package dev.migrationcontrol.source;

import org.jspecify.annotations.NullMarked;
