/** The RFC 9457 problem, the root of refusals; knows no feature. */
@NullMarked
package dev.migrationcontrol.problem;

import org.jspecify.annotations.NullMarked;
