package dev.migrationcontrol.console;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Static files without comments and blanks that only their authors need. Pure. */
final class Compact {
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Pattern AROUND = Pattern.compile(" ?([{};,>]) ?");
    private static final Pattern LAST = Pattern.compile(";}");
    private static final Pattern VALUE = Pattern.compile("(?<=[a-z-]): ");

    private Compact() {}

    static String of(String name, String text) {
        if (name.endsWith(".css")) {
            return styles(text);
        }
        return name.endsWith(".js") ? script(text) : text;
    }

    /** No text within the styles holds a comment, a brace or two blanks; a test holds that. */
    static String styles(String text) {
        String one = BLANKS.matcher(COMMENT.matcher(text).replaceAll("")).replaceAll(" ");
        String close = AROUND.matcher(one).replaceAll("$1");
        return LAST.matcher(VALUE.matcher(close).replaceAll(":"))
                .replaceAll("}")
                .strip();
    }

    /** Only whole lines go: what a line says is never read. */
    static String script(String text) {
        return text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("//"))
                .collect(Collectors.joining("\n"));
    }
}
