package dev.migrationcontrol.audit.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which converted migration a row speaks of: by the very same id, else by its checksum, else by the name of the file, else
 * by the number that it begins with.
 *
 * @param <E> what is known of a converted migration
 */
public final class RecordedIds<E> {
    private static final Pattern NUMBER = Pattern.compile("[vV]?0*(\\d+(?:\\.\\d+)*)(?:\\D.*)?");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32,}");

    private final List<Way<E>> ways;

    public RecordedIds(List<E> entries, Function<E, List<String>> oldIds, Function<E, @Nullable String> oldChecksum) {
        this.ways = List.of(
                Way.of(entries, oldIds, id -> id),
                Way.of(
                        entries,
                        entry -> Stream.ofNullable(oldChecksum.apply(entry)).toList(),
                        id -> id),
                Way.of(entries, oldIds, RecordedIds::fileName),
                Way.of(entries, oldIds, RecordedIds::number));
    }

    /** One way to know a migration, with those that are known by each key: histories may be long. */
    private record Way<E>(Function<String, @Nullable String> key, Map<String, List<E>> known) {
        static <E> Way<E> of(List<E> entries, Function<E, List<String>> ids, Function<String, @Nullable String> key) {
            Map<String, List<E>> known = new HashMap<>();
            for (E entry : entries) {
                ids.apply(entry).stream()
                        .map(key)
                        .filter(Objects::nonNull)
                        .distinct()
                        .forEach(each -> known.computeIfAbsent(each, first -> new ArrayList<>())
                                .add(entry));
            }
            return new Way<>(key, known);
        }

        List<E> find(List<String> ids) {
            List<E> found = new ArrayList<>();
            for (String id : ids) {
                String name = key.apply(id);
                for (E each : name == null ? List.<E>of() : known.getOrDefault(name, List.of())) {
                    if (found.stream().noneMatch(other -> other == each)) {
                        found.add(each);
                    }
                }
            }
            return found;
        }
    }

    /**
     * All that match at the first of the ways at which any does; more than one is ambiguous.
     *
     * @param ids by which the row may be known
     */
    public List<E> of(List<String> ids) {
        return ways.stream()
                .map(way -> way.find(ids))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static String fileName(String id) {
        return id.substring(id.lastIndexOf('/') + 1).replaceAll("(\\.up)?\\.(sql|py|js|ts|rb)$", "");
    }

    /**
     * The number in front, perhaps after a V, with its parts where it has some: 1.2 is not 1. A hash has none, whatever
     * it begins with.
     */
    public static @Nullable String number(String id) {
        Matcher matcher = NUMBER.matcher(fileName(id));
        return matcher.matches() && !HASH.matcher(id).matches() ? matcher.group(1) : null;
    }
}
