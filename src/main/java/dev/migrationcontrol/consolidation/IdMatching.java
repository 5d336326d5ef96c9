package dev.migrationcontrol.consolidation;

import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which migration of a manifest a row speaks of: by the very same id, else by its checksum, else by the name of the file,
 * else by the number that it begins with.
 */
final class IdMatching {
    private static final Pattern NUMBER = Pattern.compile("0*(\\d+)(?:\\D.*)?");

    private final List<AdoptionManifest.Entry> entries;

    IdMatching(List<AdoptionManifest.Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** All that match at the first of the ways at which any does; more than one is ambiguous. */
    List<AdoptionManifest.Entry> of(OldRow row) {
        List<BiPredicate<String, AdoptionManifest.Entry>> ways = List.of(
                (id, entry) -> entry.oldIds().contains(id),
                (id, entry) -> id.equals(entry.oldChecksum()),
                (id, entry) ->
                        entry.oldIds().stream().anyMatch(own -> fileName(id).equals(fileName(own))),
                (id, entry) -> number(id) != null
                        && entry.oldIds().stream().anyMatch(own -> Objects.equals(number(id), number(own))));
        for (BiPredicate<String, AdoptionManifest.Entry> way : ways) {
            List<AdoptionManifest.Entry> found = entries.stream()
                    .filter(entry -> row.ids().stream().anyMatch(id -> way.test(id, entry)))
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

    static @Nullable String number(String id) {
        Matcher matcher = NUMBER.matcher(fileName(id));
        return matcher.matches() ? matcher.group(1) : null;
    }
}
