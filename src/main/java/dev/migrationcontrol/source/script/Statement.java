package dev.migrationcontrol.source.script;

import java.util.Locale;

/**
 * One statement of a script, or what a call in code stands for, as SQL.
 *
 * @param sql with comments left out, white space made one blank, cut when long
 * @param line where it begins, from 1
 */
public record Statement(String sql, int line) {
    private static final int LONGEST = 1500;

    public Statement {
        sql = sql.length() > LONGEST ? sql.substring(0, LONGEST) : sql;
    }

    /** Whether something of it may be missing at its end. */
    public boolean isCut() {
        return sql.length() == LONGEST;
    }

    public String upper() {
        return sql.toUpperCase(Locale.ROOT);
    }
}
