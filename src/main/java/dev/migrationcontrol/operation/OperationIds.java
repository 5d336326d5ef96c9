package dev.migrationcontrol.operation;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/** Ids that sort by time: UUID version 7 (RFC 9562, section 5.7). */
@Singleton
final class OperationIds implements Supplier<UUID> {
    private final SecureRandom random = new SecureRandom();
    private final Clock clock;

    OperationIds(Clock clock) {
        this.clock = clock;
    }

    @Override
    public UUID get() {
        long version = clock.millis() << 16 | 0x7000L | random.nextInt(0x1000);
        long variant = 0x8000000000000000L | random.nextLong() >>> 2;
        return new UUID(version, variant);
    }
}
