/** Findings on scripts in the forms that other programs and people read. Pure. */
@NullMarked
package dev.migrationcontrol.rule.report;

import org.jspecify.annotations.NullMarked;
