/** All rules in one set. Pure. */
@NullMarked
package dev.migrationcontrol.rule.book;

import org.jspecify.annotations.NullMarked;
