/** Rules about rows. Pure. */
@NullMarked
package dev.migrationcontrol.rule.data;

import org.jspecify.annotations.NullMarked;
