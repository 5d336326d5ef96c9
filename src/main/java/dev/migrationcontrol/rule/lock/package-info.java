/** Rules about long locks. Pure. */
@NullMarked
package dev.migrationcontrol.rule.lock;

import org.jspecify.annotations.NullMarked;
