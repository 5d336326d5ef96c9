package dev.migrationcontrol.adoption;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an old system's table says of one migration.
 *
 * @param alternative another id by which it may be known
 * @param appliedAt where the table has it
 * @param checksum where the table has it
 */
record RecordedRow(
        String id,
        @Nullable String alternative,
        @Nullable Instant appliedAt,
        State state,
        @Nullable String checksum) {
    /** A checksum of a kind that no conversion computes. */
    static final String INCOMPARABLE = "?";

    enum State {
        APPLIED,
        /** All up to this one count as applied, whether or not they were run. */
        BASELINE,
        /** It began, and did not end well. */
        FAILED,
        /** It was taken back: it counts as never applied. */
        UNDONE
    }

    List<String> ids() {
        return Stream.of(id, alternative).flatMap(Stream::ofNullable).toList();
    }
}
