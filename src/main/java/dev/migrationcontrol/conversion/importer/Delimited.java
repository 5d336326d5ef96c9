package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Delimiter;
import dev.migrationcontrol.sql.DelimitedTokens;
import dev.migrationcontrol.sql.ReadScript;
import java.util.List;

/**
 * Texts whose statements are separated by something other than a semicolon, changed so that semicolons separate them.
 */
final class Delimited {
    private Delimited() {}

    /** Every part between delimiters ends its statement; the delimiter becomes a comment, or goes but for its lines. */
    static String semicolons(String text, List<Delimiter> delimiters) {
        DelimitedTokens tokens = DelimitedTokens.of(text, Delimiter.in(text, delimiters));
        StringBuilder result = new StringBuilder();
        int from = 0;
        int parentheses = 0;
        for (int i = 0; i < tokens.size(); i++) {
            String token = text.substring(tokens.start(i), tokens.end(i));
            parentheses = Math.max(0, parentheses + (token.equals("(") ? 1 : token.equals(")") ? -1 : 0));
            if (tokens.isDelimiter(i) && parentheses == 0) {
                result.append(terminated(text.substring(from, tokens.start(i))));
                result.append(token.startsWith("--") ? token : token.replaceAll("[^\n]", ""));
                from = tokens.end(i);
            }
        }
        return result.append(terminated(text.substring(from))).toString();
    }

    /** The text with a semicolon after its last statement. */
    static String terminated(String part) {
        ReadScript text = ReadScript.of(part);
        if (text.terminated()) {
            return part;
        }
        int end = text.statements().get(text.statements().size() - 1).end();
        return part.substring(0, end) + ";" + part.substring(end);
    }
}
