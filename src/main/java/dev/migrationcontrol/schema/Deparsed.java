package dev.migrationcontrol.schema;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL makes of an expression. {@code status IN ('a', 'b')} on a varchar column is printed with one cast of the
 * array; once that text has been read again, by a dump and its restore, the casts are at the elements (seen in 15 to 18).
 * Both mean the same.
 */
final class Deparsed {
    private static final String ELEMENT = "'(?:[^']|'')*'::(?:character varying|bpchar)";
    private static final Pattern CAST_ARRAY =
            Pattern.compile("\\(ARRAY\\[(" + ELEMENT + "(?:, " + ELEMENT + ")*)\\]\\)::text\\[\\]");
    private static final Pattern EACH = Pattern.compile(ELEMENT);

    private Deparsed() {}

    /** The form that the text keeps however often it is read again. */
    static String settled(String text) {
        return CAST_ARRAY.matcher(text).replaceAll(array -> {
            String elements = EACH.matcher(array.group(1)).replaceAll(each -> "(" + quoted(each.group()) + ")::text");
            return quoted("ARRAY[" + elements + "]");
        });
    }

    private static String quoted(String text) {
        return Matcher.quoteReplacement(text);
    }
}
