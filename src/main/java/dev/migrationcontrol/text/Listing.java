package dev.migrationcontrol.text;

import java.util.Collection;
import java.util.stream.Collectors;

/** Many names in one sentence: the first of them, and how many are left out. */
public final class Listing {
    private static final int MOST = 8;

    private Listing() {}

    /** For example {@code a, b and 3 more}: eight are named. */
    public static String of(Collection<String> names) {
        return of(names, MOST);
    }

    /** @param most how many are named */
    public static String of(Collection<String> names, int most) {
        return of(names, most, names.size());
    }

    /** @param total how many there are, where {@code names} are only some of them */
    public static String of(Collection<String> names, int most, long total) {
        int shown = Math.min(most, names.size());
        String first = names.stream().limit(shown).collect(Collectors.joining(", "));
        return total > shown ? first + " and " + (total - shown) + " more" : first;
    }
}
