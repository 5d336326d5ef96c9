package dev.migrationcontrol.freeze;

import java.time.Instant;
import java.util.Optional;

/** When a freeze is. */
interface Window {
    /** The span that is now. */
    Optional<Span> at(Instant now);

    /** When the next span begins, after now; nothing when none follows. */
    Optional<Instant> next(Instant now);
}
