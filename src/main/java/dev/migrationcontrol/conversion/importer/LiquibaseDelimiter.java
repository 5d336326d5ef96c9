package dev.migrationcontrol.conversion.importer;

import dev.migrationcontrol.conversion.migration.Delimiter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads Liquibase's {@code endDelimiter}. One sign is that sign; more are a pattern, of which those are understood that
 * say no more than a text and whether it begins or ends its line.
 */
final class LiquibaseDelimiter {
    /** What it looks for unless it is set. A semicolon ends statements anyway. */
    private static final List<Delimiter> USUAL = List.of(Delimiter.alone("/"), Delimiter.alone("GO"));

    private static final Pattern SIDE = Pattern.compile("\\^|\\$|\\\\[nr]\\??|\\\\s[*+]?|[\\n\\r]");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?[im]+\\)");
    private static final Pattern LITERAL = Pattern.compile("(?:[\\w@#%~!&;,/:=<>`-]|\\\\[^\\w\\s'\"$])+");
    private static final int LONGEST = 100;

    private LiquibaseDelimiter() {}

    /** What ends statements; empty when that cannot be understood. */
    static Optional<List<Delimiter>> of(@Nullable String said) {
        if (said == null || said.isEmpty()) {
            return Optional.of(USUAL);
        }
        if (said.length() == 1) {
            return "'\"$()\\ ".contains(said) ? Optional.empty() : Optional.of(List.of(delimiter(said, false, false)));
        }
        List<Delimiter> all = new ArrayList<>();
        for (String each : said.length() > LONGEST ? new String[] {""} : said.split("(?<!\\\\)\\|", -1)) {
            Delimiter one = parse(FLAGS.matcher(each).replaceAll(""));
            if (one == null) {
                return Optional.empty();
            }
            all.add(one);
        }
        return Optional.of(all);
    }

    private static @Nullable Delimiter parse(String pattern) {
        StringBuilder before = new StringBuilder();
        int at = side(pattern, 0, before);
        Matcher literal = LITERAL.matcher(pattern).region(at, pattern.length());
        if (!literal.lookingAt()) {
            return null;
        }
        StringBuilder after = new StringBuilder();
        String text = literal.group().replaceAll("\\\\(.)", "$1");
        boolean understood = side(pattern, literal.end(), after) == pattern.length() && !text.contains("/*");
        return understood ? delimiter(text, isLineEnd(before, "^"), isLineEnd(after, "$")) : null;
    }

    private static int side(String pattern, int from, StringBuilder said) {
        Matcher side = SIDE.matcher(pattern);
        int at = from;
        while (at < pattern.length() && side.region(at, pattern.length()).lookingAt()) {
            said.append(side.group());
            at = side.end();
        }
        return at;
    }

    private static boolean isLineEnd(StringBuilder side, String anchor) {
        return side.indexOf("\\n") >= 0 || side.indexOf("\n") >= 0 || side.indexOf(anchor) >= 0;
    }

    /** A slash divides and {@code go} may be a name, so these count alone on a line only. */
    private static Delimiter delimiter(String text, boolean startsLine, boolean endsLine) {
        return text.equals("/") || text.toUpperCase(Locale.ROOT).equals("GO")
                ? Delimiter.alone(text)
                : new Delimiter(text, false, startsLine, endsLine);
    }
}
