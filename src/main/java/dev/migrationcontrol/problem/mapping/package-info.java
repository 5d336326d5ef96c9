/** How requests that fail are answered: the exception mappers, the strict reading of JSON. */
@NullMarked
package dev.migrationcontrol.problem.mapping;

import org.jspecify.annotations.NullMarked;
