/** Rules about what the running application or other objects lose. Pure. */
@NullMarked
package dev.migrationcontrol.rule.application;

import org.jspecify.annotations.NullMarked;
