package dev.migrationcontrol.conversion.migration;

import dev.migrationcontrol.sql.DelimitedTokens;
import dev.migrationcontrol.sql.token.TokenReader;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * What ends a statement in the place of a semicolon. It counts outside of literals, quoted names, dollar quotes,
 * parentheses and comments alone.
 *
 * @param exact whether it counts as these very letters, also where they go on as a longer word or operator
 * @param startsLine whether only blanks may be before it on its line
 * @param endsLine whether only blanks may follow on its line
 */
public record Delimiter(String text, boolean exact, boolean startsLine, boolean endsLine) {
    /** As the system looks for it: these letters, wherever they are. */
    public static Delimiter exactly(String text) {
        return new Delimiter(text, true, false, false);
    }

    /** The only text of its line. */
    public static Delimiter alone(String text) {
        return new Delimiter(text, false, true, true);
    }

    /** How long the one is that begins at an offset of the script; 0 where none does. */
    public static IntUnaryOperator in(String script, List<Delimiter> delimiters) {
        return at -> delimiters.stream()
                .filter(each -> each.isAt(script, at))
                .mapToInt(each -> each.text().length())
                .findFirst()
                .orElse(0);
    }

    /** Whether one is at this offset of a script. */
    public boolean isAt(String script, int at) {
        int end = at + text.length();
        if (exact) {
            return script.startsWith(text, at);
        }
        return script.regionMatches(true, at, text, 0, text.length())
                && isApart(script, at, end)
                && (!startsLine || isBlankBefore(script, at))
                && (!endsLine || isBlankAfter(script, end));
    }

    private boolean isApart(String script, int at, int end) {
        return (at == 0 || !joins(script.charAt(at - 1), text.charAt(0)))
                && (end == script.length()
                        || TokenReader.isComment(script, end)
                        || !joins(text.charAt(text.length() - 1), script.charAt(end)));
    }

    /** Whether two signs are one word or one operator. */
    private static boolean joins(char one, char two) {
        return (TokenReader.isWordPart(one) && TokenReader.isWordPart(two))
                || (DelimitedTokens.isOperator(one) && DelimitedTokens.isOperator(two));
    }

    private static boolean isBlankBefore(String script, int at) {
        return script.substring(script.lastIndexOf('\n', at - 1) + 1, at).isBlank();
    }

    private static boolean isBlankAfter(String script, int at) {
        int end = script.indexOf('\n', at);
        return script.substring(at, end < 0 ? script.length() : end).isBlank();
    }

    /** Whether it is tokens alone, rather than white space or a comment. */
    boolean isWords() {
        return !text.contains("--") && !tokens().isEmpty();
    }

    /** Its tokens, which a conversion leaves out. */
    List<String> tokens() {
        DelimitedTokens read = DelimitedTokens.of(text);
        return java.util.stream.IntStream.range(0, read.size())
                .mapToObj(read::get)
                .filter(each -> !each.equals(";"))
                .map(each -> each.toUpperCase(Locale.ROOT))
                .toList();
    }
}
