package dev.migrationcontrol.environment;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a migration has to be applied before it is applied to an environment.
 *
 * @param after the earlier environments, all of them; none where the order is free
 * @param within how long ago it may have been applied there at the most; null for any time
 */
public record PromotionPolicy(List<String> after, @Nullable Duration within) {
    static final PromotionPolicy FREE = new PromotionPolicy(List.of(), null);

    public PromotionPolicy {
        after = List.copyOf(after);
    }

    /** Whether migrations may be applied here first. */
    public boolean isFree() {
        return after.isEmpty();
    }
}
