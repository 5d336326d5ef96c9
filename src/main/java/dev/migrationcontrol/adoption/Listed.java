package dev.migrationcontrol.adoption;

import dev.migrationcontrol.problem.InvalidRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lists of a request, which may be left out, but may not hold nothing. */
final class Listed {
    private Listed() {}

    /**
     * A copy; empty where there is none.
     *
     * @throws InvalidRequest when an element is null
     */
    static <T> List<T> of(String field, @Nullable List<T> list) {
        if (list == null) {
            return List.of();
        }
        if (list.stream().anyMatch(Objects::isNull)) {
            throw new InvalidRequest(field, "must not hold null");
        }
        return List.copyOf(list);
    }
}
