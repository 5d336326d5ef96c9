package dev.migrationcontrol.check;

import dev.migrationcontrol.script.Version;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts scripts into the order in which they run. Names are Flyway's, or those of other systems: a number first, and
 * {@code .up.sql}, {@code .down.sql} or sections of a file for both directions.
 */
final class ScriptOrder {
    private static final Pattern FLYWAY = Pattern.compile("(?<kind>[VUB])(?<version>[0-9][0-9._]*?)__.*\\.sql");
    private static final Pattern REPEATABLE = Pattern.compile("R__.*\\.sql");
    private static final Pattern DOWN_SECTION = Pattern.compile(
            "(?mi)^(?:--\\s*(?:\\+goose\\s+down|\\+migrate\\s+down|migrate:down|rambler\\s+down)\\b|---- create"
                    + " above).*$");
    private static final Pattern DIGITS = Pattern.compile("\\d+|\\D+");

    private final List<Script> ups = new ArrayList<>();
    private final List<Script> downs = new ArrayList<>();

    private ScriptOrder() {}

    /**
     * A script with its direction.
     *
     * @param version null where its name says none that Flyway knows
     */
    record Script(
            ScriptFile file,
            String text,
            boolean undo,
            @Nullable Version version,
            boolean repeatable) {}

    /** Those that apply, in their order, then those that undo, in theirs. */
    static List<Script> of(List<ScriptFile> files) {
        ScriptOrder order = new ScriptOrder();
        files.forEach(order::add);
        order.ups.sort(ScriptOrder::compare);
        order.downs.sort((one, other) -> compare(other, one));
        List<Script> all = new ArrayList<>(order.ups);
        all.addAll(order.downs);
        return all;
    }

    private void add(ScriptFile file) {
        String name = file.fileName();
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".conf")) {
            return;
        }
        Matcher flyway = FLYWAY.matcher(name);
        if (flyway.matches()) {
            boolean undo = flyway.group("kind").equals("U");
            (undo ? downs : ups).add(new Script(file, file.content(), undo, version(flyway.group("version")), false));
        } else if (REPEATABLE.matcher(name).matches()) {
            ups.add(new Script(file, file.content(), false, null, true));
        } else if (lower.endsWith(".down.sql") || lower.equals("down.sql") || lower.endsWith("_down.sql")) {
            downs.add(new Script(file, file.content(), true, null, false));
        } else {
            sections(file);
        }
    }

    /** A file may hold both directions; lines keep their numbers. */
    private void sections(ScriptFile file) {
        Matcher down = DOWN_SECTION.matcher(file.content());
        if (!down.find()) {
            ups.add(new Script(file, file.content(), false, null, false));
            return;
        }
        String up = file.content().substring(0, down.start());
        String blank = up.replaceAll("[^\\n]", " ");
        ups.add(new Script(file, up, false, null, false));
        downs.add(new Script(file, blank + file.content().substring(down.start()), true, null, false));
    }

    private static @Nullable Version version(String text) {
        try {
            return Version.of(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static int compare(Script one, Script other) {
        if (one.repeatable() != other.repeatable()) {
            return one.repeatable() ? 1 : -1;
        }
        int versions = Comparator.nullsLast(Comparator.<Version>naturalOrder()).compare(one.version(), other.version());
        return versions != 0
                ? versions
                : natural(one.file().name(), other.file().name());
    }

    /** Digits count as numbers. */
    private static int natural(String one, String other) {
        Matcher first = DIGITS.matcher(one);
        Matcher second = DIGITS.matcher(other);
        while (first.find() && second.find()) {
            boolean numbers = Character.isDigit(first.group().charAt(0))
                    && Character.isDigit(second.group().charAt(0));
            int compared = numbers
                    ? new BigInteger(first.group()).compareTo(new BigInteger(second.group()))
                    : first.group().compareTo(second.group());
            if (compared != 0) {
                return compared;
            }
        }
        return one.compareTo(other);
    }
}
