/**
 * Migration systems as data: their version tables, companions, locks, words and commands, and how a table is recognised.
 * Pure; the only home of such a fact.
 */
@NullMarked
package dev.migrationcontrol.system;

import org.jspecify.annotations.NullMarked;
