/** What is read of the journal: entries, an export, and the proof that nothing was changed. */
@NullMarked
package dev.migrationcontrol.journal.reading;

import org.jspecify.annotations.NullMarked;
