/**
 * Migration Control; packages by feature. What each owns, and which others it may import, is in {@code docs/architecture.md}
 * and is held by tests.
 */
@NullMarked
package dev.migrationcontrol;

import org.jspecify.annotations.NullMarked;
