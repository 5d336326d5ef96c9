package dev.migrationcontrol.audit.patch;

import java.util.ArrayList;
import java.util.List;

/** Which files the {@code .gitignore} files of a tree leave out of version control. */
final class IgnoredFiles {
    private static final int MOST_RULES = 5000;

    private final List<Rule> rules = new ArrayList<>();

    /**
     * A line of such a file.
     *
     * @param base the directory of its file
     * @param parts of the pattern, by slashes
     * @param anywhere whether it is about names at any depth
     */
    private record Rule(String base, List<String> parts, boolean anywhere, boolean directories, boolean takesBack) {
        boolean matches(String path, boolean directory) {
            if (directories && !directory || !base.isEmpty() && !path.startsWith(base + "/")) {
                return false;
            }
            String[] names = (base.isEmpty() ? path : path.substring(base.length() + 1)).split("/", -1);
            return anywhere
                    ? Wildcard.matches(parts.get(0), names[names.length - 1])
                    : Wildcard.matches(parts, List.of(names));
        }
    }

    /** @param directory of the {@code .gitignore} file; those above come first */
    void add(String directory, String text) {
        for (String each : TextLines.of(text)) {
            String line = TextLines.withoutEnd(each).stripTrailing();
            boolean takesBack = line.startsWith("!");
            String pattern = takesBack ? line.substring(1) : line;
            boolean directories = pattern.endsWith("/");
            pattern = directories ? pattern.substring(0, pattern.length() - 1) : pattern;
            boolean anywhere = pattern.indexOf('/') < 0;
            pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
            if (!pattern.isEmpty() && !line.startsWith("#") && rules.size() < MOST_RULES) {
                rules.add(new Rule(directory, List.of(pattern.split("/", -1)), anywhere, directories, takesBack));
            }
        }
    }

    /** What is below an ignored directory is ignored, whatever other rules say. */
    boolean ignores(String path) {
        int slash = path.indexOf('/');
        while (slash >= 0) {
            if (last(path.substring(0, slash), true)) {
                return true;
            }
            slash = path.indexOf('/', slash + 1);
        }
        return last(path, false);
    }

    /** The last rule that matches decides. */
    private boolean last(String path, boolean directory) {
        boolean ignored = false;
        for (Rule rule : rules) {
            if (rule.takesBack() == ignored && rule.matches(path, directory)) {
                ignored = !rule.takesBack();
            }
        }
        return ignored;
    }
}
