package dev.migrationcontrol.audit.database;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private final List<E> entries;
    private final List<BiPredicate<String, E>> ways;

    public RecordedIds(List<E> entries, Function<E, List<String>> oldIds, Function<E, @Nullable String> oldChecksum) {
        this.entries = List.copyOf(entries);
        this.ways = List.of(
                (id, entry) -> oldIds.apply(entry).contains(id),
                (id, entry) -> id.equals(oldChecksum.apply(entry)),
                (id, entry) -> oldIds.apply(entry).stream()
                        .anyMatch(own -> fileName(id).equals(fileName(own))),
                (id, entry) -> number(id) != null
                        && oldIds.apply(entry).stream().anyMatch(own -> Objects.equals(number(id), number(own))));
    }

    /**
     * All that match at the first of the ways at which any does; more than one is ambiguous.
     *
     * @param ids by which the row may be known
     */
    public List<E> of(List<String> ids) {
        for (BiPredicate<String, E> way : ways) {
            List<E> found = entries.stream()
                    .filter(entry -> ids.stream().anyMatch(id -> way.test(id, entry)))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
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
