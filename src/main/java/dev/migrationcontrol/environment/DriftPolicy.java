package dev.migrationcontrol.environment;

import dev.migrationcontrol.environment.setting.LocalCron;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an environment says of drift.
 *
 * @param schedule when its schema is checked; null where nobody asks for that
 * @param accepted why differences are accepted, by the object
 */
public record DriftPolicy(@Nullable LocalCron schedule, Map<String, String> accepted) {
    static final DriftPolicy NONE = new DriftPolicy(null, Map.of());

    public DriftPolicy {
        accepted = Map.copyOf(accepted);
    }

    /**
     * The name by which a difference of an object is accepted: its own, or that of what it is in. Quotes do not count.
     *
     * @return nothing where it is not accepted
     */
    public Optional<String> acceptedName(String object) {
        String name = object.replace("\"", "");
        return accepted.keySet().stream()
                .filter(each -> name.equals(each) || name.startsWith(each + "."))
                .max(Comparator.comparingInt(String::length));
    }
}
