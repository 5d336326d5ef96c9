/** Text for people, made of names and values that others wrote. Pure, and used by every package. */
@NullMarked
package dev.migrationcontrol.text;

import org.jspecify.annotations.NullMarked;
