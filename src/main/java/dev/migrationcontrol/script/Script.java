package dev.migrationcontrol.script;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One script of an environment's locations, as Flyway resolves it.
 *
 * @param name the path below its location, as Flyway writes it into the history
 * @param type Flyway's type: {@code SQL}, {@code JDBC}, {@code SCRIPT}, or {@code SQL_BASELINE} for a {@code B} script
 * @param checksum of the text, for repeatables after the replacement of placeholders
 * @param rawChecksum for repeatables: of the text before the replacement; either one matches
 * @param shouldExecute false where the script's {@code .conf} file says so
 */
public record Script(
        Kind kind,
        @Nullable Version version,
        String description,
        String name,
        String type,
        @Nullable Integer checksum,
        @Nullable Integer rawChecksum,
        boolean shouldExecute) {
    /** What the prefix of a script's name says. */
    public enum Kind {
        VERSIONED,
        REPEATABLE,
        BASELINE,
        UNDO,
        /** It has no row in the history. */
        CALLBACK
    }

    Script as(Kind other) {
        return new Script(other, version, description, name, type, checksum, rawChecksum, shouldExecute);
    }

    /** The version, for the kinds that always have one. */
    public Version requireVersion() {
        return Objects.requireNonNull(version, () -> name + " has no version");
    }

    /** Whether a checksum in the history belongs to this text. */
    public boolean matches(@Nullable Integer recorded) {
        return Objects.equals(recorded, checksum) || (rawChecksum != null && rawChecksum.equals(recorded));
    }
}
