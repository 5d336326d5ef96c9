package dev.migrationcontrol.source.script;

import dev.migrationcontrol.document.Node;
import dev.migrationcontrol.text.BoundedPattern;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One statement of a script, or the SQL that a call in code runs.
 *
 * @param sql with comments left out, white space made one blank, cut when long
 * @param line where it begins, from 1
 */
public record Statement(String sql, int line) {
    private static final Pattern NAME = Pattern.compile("[\\w.$]+");
    private static final int LONGEST = 1500;

    public Statement {
        sql = sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql;
    }

    /** A name that a document gives by the first of some keys; {@code objects} where it gives none that SQL could have. */
    static String named(Node of, String... keys) {
        return Stream.of(keys)
                .map(of::text)
                .filter(name -> BoundedPattern.in(NAME, name).matches())
                .findFirst()
                .orElse("objects");
    }

    /** Whether something of it may be missing at its end. */
    public boolean isCut() {
        return sql.length() == LONGEST;
    }

    public String upper() {
        return sql.toUpperCase(Locale.ROOT);
    }
}
