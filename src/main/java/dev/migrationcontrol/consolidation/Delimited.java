package dev.migrationcontrol.consolidation;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts whose statements are told apart by something other than a semicolon, made such that semicolons do. */
final class Delimited {
    private Delimited() {}

    /** Every part between delimiters ends its statement; the delimiter is replaced by what is given. */
    static String semicolons(String text, String delimiter, String replacement) {
        return Arrays.stream(text.split(Pattern.quote(delimiter), -1))
                .map(Delimited::terminated)
                .collect(Collectors.joining(replacement));
    }

    /** The text with a semicolon after its last statement. */
    static String terminated(String part) {
        SqlText text = SqlText.of(part);
        if (text.terminated()) {
            return part;
        }
        int end = text.statements().get(text.statements().size() - 1).end();
        return part.substring(0, end) + ";" + part.substring(end);
    }
}
