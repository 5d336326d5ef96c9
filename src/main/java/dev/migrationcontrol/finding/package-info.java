/** A finding, of whatever was looked at: rule, severity, place, what is wrong and what to do. Pure; knows no feature. */
@NullMarked
package dev.migrationcontrol.finding;

import org.jspecify.annotations.NullMarked;
