/**
 * Recognises migration systems in databases and source trees and reports what it found; changes nothing, and knows nothing
 * of consolidations.
 */
@NullMarked
package dev.migrationcontrol.audit;

import org.jspecify.annotations.NullMarked;
