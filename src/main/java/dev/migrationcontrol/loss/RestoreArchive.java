package dev.migrationcontrol.loss;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.migrationcontrol.problem.InvalidRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which archive an upgrade puts back.
 *
 * @param archive null for the newest of each version
 */
public record RestoreArchive(@Nullable UUID archive) {
    private static final String NEWEST = "newest";

    /**
     * @throws InvalidRequest when it is neither an id nor {@code newest}
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static RestoreArchive of(String text) {
        if (text.equals(NEWEST)) {
            return new RestoreArchive(null);
        }
        try {
            return new RestoreArchive(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest("restoreArchive", "must be the id of an archive, or newest");
        }
    }

    @JsonValue
    String text() {
        return archive == null ? NEWEST : archive.toString();
    }
}
