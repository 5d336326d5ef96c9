package dev.migrationcontrol.freeze;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A freeze that someone set by a request.
 *
 * @param environments their names; {@code *} for all of them
 * @param liftedAt when someone ended it early; null where nobody did
 */
record SetFreeze(
        UUID id,
        List<String> environments,
        boolean rollback,
        String reason,
        String setBy,
        Instant setAt,
        Instant until,
        @Nullable String liftedBy,
        @Nullable Instant liftedAt) {
    /** Whether the same was asked for; PostgreSQL keeps microseconds. */
    boolean isSameAs(SetFreeze other) {
        return environments.equals(other.environments)
                && rollback == other.rollback
                && reason.equals(other.reason)
                && until.truncatedTo(ChronoUnit.MILLIS).equals(other.until.truncatedTo(ChronoUnit.MILLIS));
    }

    Freeze freeze() {
        return new Freeze(
                id.toString(),
                Freeze.Kind.DENY,
                Set.copyOf(environments),
                new Once(new Span(setAt, liftedAt == null ? until : liftedAt)),
                rollback,
                reason);
    }
}
