package dev.migrationcontrol.environment.setting;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.util.Optional;

/** Durations as settings write them: {@code 2s}, {@code 10m}, {@code 7d} or {@code PT2S}. */
public final class DurationSetting {
    private DurationSetting() {}

    /** The duration; nothing where it is none, negative, or longer than this. */
    public static Optional<Duration> parse(String text, Duration longest) {
        try {
            Duration duration = DurationConverter.parseDuration(text);
            return duration.isNegative() || duration.compareTo(longest) > 0 ? Optional.empty() : Optional.of(duration);
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            return Optional.empty();
        }
    }
}
