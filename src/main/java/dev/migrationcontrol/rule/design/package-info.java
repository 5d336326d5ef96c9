/** Rules about the design of new tables. Pure. */
@NullMarked
package dev.migrationcontrol.rule.design;

import org.jspecify.annotations.NullMarked;
