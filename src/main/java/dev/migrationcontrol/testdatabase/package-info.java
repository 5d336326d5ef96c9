/** Test databases: migrated copies that are leased for a time, for tests in any language. */
@NullMarked
package dev.migrationcontrol.testdatabase;

import org.jspecify.annotations.NullMarked;
