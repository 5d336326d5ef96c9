package dev.migrationcontrol.source.tree;

import dev.migrationcontrol.text.BoundedPattern;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the names of scripts say. */
public final class FileNames {
    private static final Pattern NUMBERED = Pattern.compile("^[vV]?(\\d+(?:[._]\\d+)*+)[-_.]*(.*)$");
    private static final Pattern DATED = Pattern.compile(
            "^((?:19|20)\\d\\d-(?:0[1-9]|1[0-2])-(?:[0-2]\\d|3[01])(?:[-_T]\\d{2,6}(?!\\d))?)[-_. ]*(.*)$");
    private static final Pattern DAY =
            Pattern.compile("^(20\\d\\d|19\\d\\d)[-_]?(0[1-9]|1[0-2])[-_]?(0[1-9]|[12]\\d|3[01]).*");

    private FileNames() {}

    /** The number that a name begins with; null when it begins with none. */
    static @Nullable String version(String name) {
        Matcher matcher = parts(name);
        return matcher.matches() ? matcher.group(1) : null;
    }

    private static Matcher parts(String name) {
        Matcher dated = BoundedPattern.in(DATED, name);
        return dated.matches() ? dated : BoundedPattern.in(NUMBERED, name);
    }

    public static boolean isNumbered(String name) {
        return BoundedPattern.in(NUMBERED, name).matches();
    }

    /** What follows the number, as words. */
    public static String title(String name) {
        Matcher matcher = parts(name);
        String rest = matcher.matches() ? String.valueOf(matcher.group(2)) : name;
        return rest.replaceAll("(\\.(up|down))?\\.[a-z]+$", "")
                .replaceAll("[-_.]+", " ")
                .strip();
    }

    /** The day that a version begins with; null when it begins with none. */
    public static @Nullable String date(@Nullable String version) {
        Matcher matcher = BoundedPattern.in(DAY, version == null ? "" : version);
        return matcher.matches() ? matcher.group(1) + "-" + matcher.group(2) + "-" + matcher.group(3) : null;
    }

    public static String required(String name) {
        String version = version(name);
        return version == null ? name : version;
    }
}
