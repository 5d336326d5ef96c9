package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Delimiter;
import dev.migrationcontrol.conversion.migration.SqlQuotes;
import dev.migrationcontrol.conversion.migration.SqlText;
import java.util.List;

/**
 * Texts whose statements are separated by something other than a semicolon, changed so that semicolons separate them.
 */
final class Delimited {
    private Delimited() {}

    /** Every part between delimiters ends its statement; the delimiter becomes a comment, or goes but for its lines. */
    static String semicolons(String text, List<Delimiter> delimiters) {
        StringBuilder result = new StringBuilder();
        int from = 0;
        int at = 0;
        int parentheses = 0;
        while (at < text.length()) {
            Delimiter here = parentheses == 0 ? find(text, at, delimiters) : null;
            if (here != null) {
                result.append(terminated(text.substring(from, at)));
                at += here.text().length();
                from = at;
                result.append(
                        here.text().startsWith("--") ? here.text() : here.text().replaceAll("[^\n]", ""));
                continue;
            }
            char c = text.charAt(at);
            parentheses = Math.max(0, parentheses + (c == '(' ? 1 : c == ')' ? -1 : 0));
            at = Math.max(at + 1, SqlQuotes.end(text, at, false));
        }
        return result.append(terminated(text.substring(from))).toString();
    }

    private static @org.jspecify.annotations.Nullable Delimiter find(String text, int at, List<Delimiter> delimiters) {
        return delimiters.stream()
                .filter(each -> each.isAt(text, at))
                .findFirst()
                .orElse(null);
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
