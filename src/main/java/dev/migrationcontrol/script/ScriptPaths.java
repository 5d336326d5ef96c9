package dev.migrationcontrol.script;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.configuration.Configuration;

/**
 * Where an environment's scripts are on this machine, which no answer may contain: files are named by their path below
 * their location.
 */
final class ScriptPaths {
    private static final int LONGEST_NAME = 200;

    private final List<String> roots;

    private ScriptPaths(List<String> roots) {
        this.roots = roots;
    }

    static ScriptPaths of(Configuration configuration) {
        return new ScriptPaths(Arrays.stream(configuration.getLocations())
                .filter(ScriptWalk::isFolder)
                .map(ScriptWalk::rootOf)
                .flatMap(ScriptPaths::spellings)
                .distinct()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList());
    }

    /** The message with the names of files as they are below their location. */
    String shorten(String message) {
        String shortened = message;
        for (String root : roots) {
            shortened = shortened.replace(root, "");
        }
        return shortened;
    }

    /** A name for people: without control characters, and not longer than a line. */
    static String printable(String name) {
        StringBuilder printable = new StringBuilder();
        name.codePoints()
                .limit(LONGEST_NAME)
                .map(each -> isUnprintable(each) ? '?' : each)
                .forEach(printable::appendCodePoint);
        return name.codePointCount(0, name.length()) > LONGEST_NAME
                ? printable.append('…').toString()
                : printable.toString();
    }

    private static boolean isUnprintable(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL || type == Character.SURROGATE || type == Character.LINE_SEPARATOR;
    }

    private static Stream<String> spellings(Path root) {
        Path absolute = root.toAbsolutePath();
        return Stream.of(root, absolute, absolute.normalize())
                .map(Path::toString)
                .filter(each -> !each.isEmpty())
                .map(each -> each.endsWith("/") ? each : each + "/");
    }
}
