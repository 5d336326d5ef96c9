/** A model of one statement: what it does to which objects, read from its tokens in linear time. Pure. */
@NullMarked
package dev.migrationcontrol.statement;

import org.jspecify.annotations.NullMarked;
