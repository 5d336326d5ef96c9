package dev.migrationcontrol.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Text that others wrote as a part of a Markdown document, which it can neither leave nor change. */
public final class Markdown {
    /** Also the marks that reverse the direction of reading, and separators of lines that are no control characters. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    /** An underscore within a word, as names of tables have it, means nothing, and what begins a block does at the start. */
    private static final Pattern MEANS_SOMETHING = Pattern.compile(
            "[\\\\|*`\\[\\]~]|^[#>]|^[-+=](?= )|(?<![A-Za-z0-9_])_++|(?<=[A-Za-z0-9])_++(?![A-Za-z0-9])");

    private static final Pattern ENTITY = Pattern.compile("&(?=#?\\w+;)");

    private Markdown() {}

    /** As plain text. */
    public static String plain(String text) {
        String entities = ENTITY.matcher(line(text)).replaceAll("&amp;").replace("<", "&lt;");
        return MEANS_SOMETHING
                .matcher(entities)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().replaceAll(".", "\\\\$0")));
    }

    /** As code, also in the cell of a table; nothing when there is nothing to be seen. */
    public static String code(String text) {
        String line = line(text).replace("|", "\\|").replace('`', '\'');
        return line.isEmpty() ? "" : "`" + line + "`";
    }

    private static String line(String text) {
        return UNPRINTABLE.matcher(text).replaceAll(" ").strip();
    }
}
