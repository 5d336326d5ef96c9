package dev.migrationcontrol.audit.patch;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What becomes of the lines of one file that use a runner, or why they cannot be changed by a program. */
final class Uses {
    private final TreeMap<Integer, List<String>> after = new TreeMap<>();
    private @Nullable String obstacle;
    private int line;

    void put(int at, List<String> contents) {
        after.put(at, List.copyOf(contents));
    }

    void delete(int first, int last) {
        for (int each = first; each <= last; each++) {
            after.put(each, List.of());
        }
    }

    boolean isDone(int at) {
        return after.containsKey(at);
    }

    boolean isDeleted(int at) {
        return after.getOrDefault(at, List.of("")).isEmpty();
    }

    TreeMap<Integer, List<String>> after() {
        return after;
    }

    /** The first one counts. */
    void stop(int at, String why) {
        if (obstacle == null) {
            obstacle = why;
            line = at;
        }
    }

    boolean isStopped() {
        return obstacle != null;
    }

    /** Where and why. */
    Optional<TreePatch.ByHand> obstacle(String file) {
        return Optional.ofNullable(obstacle)
                .map(why -> new TreePatch.ByHand(line == 0 ? file : file + ":" + line, why));
    }
}
