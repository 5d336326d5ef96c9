/** Rules about transactions and waiting. Pure. */
@NullMarked
package dev.migrationcontrol.rule.transaction;

import org.jspecify.annotations.NullMarked;
