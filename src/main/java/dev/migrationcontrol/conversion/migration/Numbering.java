package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.script.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Gives migrations, in the order in which they ran, versions that Flyway runs in the same order. */
public final class Numbering {
    private static final int LONGEST = 50;

    private Numbering() {}

    /** A migration's number; {@code changed} where it is not the one that its system gave. */
    public record Numbered(String version, boolean changed) {}

    /** The systems' own numbers where they rise; a repeated one gets a part more; else a number in sequence for all. */
    public static List<Numbered> number(List<@Nullable String> wanted) {
        List<Numbered> kept = keep(wanted);
        return kept == null ? sequence(wanted) : kept;
    }

    private static @Nullable List<Numbered> keep(List<@Nullable String> wanted) {
        List<Numbered> numbered = new ArrayList<>();
        Version last = null;
        String base = "";
        int repeats = 0;
        for (String each : wanted) {
            String version = each == null ? "" : each.replace('_', '.');
            if (!version.matches("\\d+(\\.\\d+)*") || version.length() > LONGEST) {
                return null;
            }
            boolean repeated = last != null && Version.of(version).equals(Version.of(base));
            if (!repeated && last != null && Version.of(version).equals(last)) {
                repeated = true;
                repeats = 0;
            } else if (!repeated) {
                repeats = 0;
            }
            base = version;
            String given = repeated ? version + "." + ++repeats : version;
            Version next = Version.of(given);
            if (given.length() > LONGEST || (last != null && !next.isNewerThan(last))) {
                return null;
            }
            numbered.add(new Numbered(given, repeated));
            last = next;
        }
        return numbered;
    }

    private static List<Numbered> sequence(List<@Nullable String> wanted) {
        List<Numbered> numbered = new ArrayList<>();
        int width = Math.max(4, String.valueOf(wanted.size()).length());
        for (int i = 0; i < wanted.size(); i++) {
            numbered.add(new Numbered(String.format(Locale.ROOT, "%0" + width + "d", i + 1), wanted.get(i) != null));
        }
        return numbered;
    }
}
